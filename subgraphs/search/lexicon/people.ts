/** Who takes part: en | fr | es | it | de | pt, a sense on each line. */
export default `
resident inhabitant citizen dweller | habitant citoyen riverain administré résident | ciudadano vecino habitante residente vecinal ciudadanía | cittadino residente abitante cittadinanza | Bürger Einwohner Bewohner Anwohner Bürgerschaft | cidadão cidadã morador habitante residente munícipe
people person population | gens personne population | gente persona población | gente persona popolazione | Mensch Leute Person Bevölkerung Öffentlichkeit | gente pessoa população
community | communauté collectivité communautaire | comunidad comunitario colectividad | comunità comunitario collettività | Gemeinschaft Gemeinwesen | comunidade comunitário coletividade
neighbour neighbor | voisin voisinage | vecino vecindad | vicino vicinato | Nachbar Nachbarschaft | vizinho vizinhança
child kid childhood | enfant enfance gamin | niño niña infancia infantil | bambino bambina infanzia infantile | Kind Kindheit kindlich | criança infância infantil
teenager adolescent adolescence | adolescent adolescence ado | adolescente adolescencia | adolescente adolescenza | Teenager Heranwachsender Jugendlicher | adolescente adolescência
pupil student schoolchild | élève étudiant écolier lycéen collégien | alumno estudiante escolar | alunno studente scolaro allievo | Schüler Student Studierende | aluno estudante escolar
school | école scolaire collège lycée | escuela colegio instituto | scuola scolastico | Schule schulisch | escola escolar
university academic | université universitaire académique | universidad universitario académico | università universitario accademico ateneo | Universität Hochschule akademisch | universidade universitário acadêmico
teacher educator | enseignant professeur éducateur | profesor maestro docente educador | insegnante maestro docente educatore | Lehrer Lehrerin Lehrkraft Erzieher | professor docente educador
parent mother father | parent mère père | padre madre progenitor | genitore madre padre | Eltern Elternteil Mutter Vater | pai mãe progenitor
family household | famille familial ménage foyer | familia familiar hogar | famiglia familiare | Familie familiär Haushalt | família familiar lar
woman female girl | femme féminin fille | mujer femenino chica | donna femminile ragazza | Frau weiblich Mädchen | mulher feminino menina rapariga
man male boy | homme masculin garçon | hombre masculino chico | uomo maschile ragazzo | Mann männlich Junge | homem masculino rapaz
elderly senior aged pensioner | aîné senior âgé retraité vieillesse | anciano mayor jubilado | anziano pensionato | Senior ältere Rentner Alte | idoso sénior aposentado reformado
adult | adulte | adulto | adulto | Erwachsener erwachsen | adulto
volunteer voluntary volunteering | bénévole bénévolat volontaire volontariat | voluntario voluntariado | volontario volontariato | Freiwillige freiwillig ehrenamtlich Ehrenamt | voluntário voluntariado
worker employee staff | travailleur employé salarié personnel | trabajador empleado personal plantilla | lavoratore impiegato dipendente personale | Arbeiter Mitarbeiter Angestellte Beschäftigte Personal | trabalhador empregado funcionário pessoal
officer agent official | agent fonctionnaire | agente funcionario oficial | agente funzionario ufficiale | Beamter Beamtin Bedienstete | agente funcionário oficial
police policing policeman | police policier policière | policía policial | polizia poliziotto poliziesco | Polizei Polizist polizeilich | polícia policial
patrol | patrouille patrouiller ronde | patrulla patrullar patrullaje ronda | pattuglia pattugliare pattugliamento ronda | Streife Patrouille | patrulha patrulhar patrulhamento ronda
firefighter firefighting | pompier | bombero | pompiere | Feuerwehr Feuerwehrmann | bombeiro
doctor physician medical | médecin médical docteur | médico doctor | medico dottore | Arzt Ärztin medizinisch | médico doutor
nurse | infirmier infirmière | enfermero enfermera | infermiere infermiera | Krankenpfleger Krankenschwester Pflegekraft | enfermeiro enfermeira
lawyer legal judicial | avocat juridique judiciaire légal | abogado jurídico judicial legal | avvocato giuridico giudiziario legale | Anwalt juristisch rechtlich gerichtlich | advogado jurídico judicial legal
judge court tribunal | juge tribunal cour | juez tribunal juzgado | giudice tribunale corte | Richter Gericht | juiz tribunal
prosecutor prosecution | procureur parquet | fiscal fiscalía | procuratore procura | Staatsanwalt Staatsanwaltschaft | procurador promotor
victim | victime | víctima | vittima | Opfer | vítima
offender perpetrator | délinquant contrevenant | delincuente infractor agresor | reo delinquente | Täter Straftäter | infrator delinquente agressor
witness bystander | témoin | testigo | testimone | Zeuge Zeugin Augenzeuge | testemunha
suspect suspected | suspect soupçonné | sospechoso | sospettato indagato | Verdächtiger verdächtig | suspeito
customer client user visitor | client usager utilisateur visiteur | cliente usuario visitante | cliente utente visitatore | Kunde Nutzer Besucher Benutzer | cliente utilizador usuário visitante
passenger traveller commuter | passager voyageur | pasajero viajero | passeggero viaggiatore pendolare | Fahrgast Reisende Passagier Pendler | passageiro viajante
driver motorist | conducteur automobiliste chauffeur | conductor automovilista | conducente automobilista autista guidatore | Fahrer Autofahrer | condutor motorista automobilista
pedestrian walker | piéton marcheur piétonnier | peatón peatonal caminante | pedone pedonale | Fußgänger | pedestre peão pedonal
cyclist biker | cycliste | ciclista | ciclista | Radfahrer Fahrradfahrer | ciclista
tourist tourism | touriste tourisme touristique | turista turismo turístico | turista turismo turistico | Tourist Tourismus touristisch | turista turismo turístico
trader shopkeeper merchant retailer | commerçant marchand | comerciante tendero minorista | commerciante negoziante esercente | Händler Ladenbesitzer Einzelhändler Gewerbetreibende | comerciante lojista
shop store retail | magasin boutique commerce | tienda comercio | negozio bottega commercio | Laden Geschäft Einzelhandel Handel | loja comércio
company business enterprise firm | entreprise société firme | empresa negocio compañía empresarial | azienda impresa ditta società aziendale | Unternehmen Firma Betrieb | empresa negócio empresarial
employer | employeur | empleador | datore | Arbeitgeber | empregador
owner property landlord | propriétaire propriété bailleur | propietario propiedad | proprietario proprietà | Eigentümer Eigentum Vermieter Besitzer | proprietário propriedade
tenant rent rental | locataire loyer location | inquilino alquiler | inquilino affitto | Mieter Miete | inquilino arrendatário aluguel renda
guest host | hôte invité accueillir | huésped invitado acoger | ospite ospitare | Gast Gastgeber | hóspede convidado acolher
newcomer arrival | arrivant arrivée | recién llegado llegada | arrivo arrivato | Neuankömmling Neuzugewanderte Ankunft | chegada
foreigner foreign | étranger | extranjero | straniero | Ausländer ausländisch fremd | estrangeiro
migrant immigrant immigration migration | migrant immigré immigration migratoire | migrante inmigrante inmigración migratorio | migrante immigrato immigrazione migratorio | Migrant Einwanderer Zuwanderer Zuwanderung Einwanderung Migration | migrante imigrante imigração migratório
refugee asylum | réfugié asile | refugiado asilo | rifugiato asilo profugo | Flüchtling Geflüchtete Asyl | refugiado asilo
minority ethnic | minorité ethnique | minoría étnico | minoranza etnico | Minderheit ethnisch | minoria étnico
religion religious faith | religion religieux culte foi | religión religioso fe | religione religioso fede | Religion religiös Glaube | religião religioso fé
mosque | mosquée | mezquita | moschea | Moschee | mesquita
church | église | iglesia | chiesa | Kirche | igreja
jew jewish synagogue | juif synagogue | judío sinagoga | ebreo ebraico sinagoga | Jude jüdisch Synagoge | judeu judaico sinagoga
muslim islam islamic | musulman islam islamique | musulmán islam islámico | musulmano islam islamico | Muslim muslimisch Islam islamisch | muçulmano islã islamismo islâmico
disabled disability handicap | handicapé handicap | discapacitado discapacidad | disabile disabilità handicap | Behinderter Behinderung behindert | deficiente deficiência
poor poverty deprived precarious | pauvre pauvreté précaire précarité défavorisé | pobre pobreza precario precariedad desfavorecido | povero povertà precario precarietà svantaggiato | arm Armut benachteiligt prekär | pobre pobreza precário precariedade desfavorecido
vulnerable vulnerability fragile | vulnérable vulnérabilité fragile fragilité | vulnerable vulnerabilidad frágil | vulnerabile vulnerabilità fragile fragilità | verletzlich Verletzlichkeit gefährdet schutzbedürftig | vulnerável vulnerabilidade frágil
mayor mayoral | maire mairie | alcalde alcaldesa alcaldía | sindaco | Bürgermeister Oberbürgermeister | prefeito autarca presidente
councillor council | conseiller conseil | concejal consejo concejo | consigliere consiglio assessore | Stadtrat Gemeinderat Rat | vereador conselho
politician political politics | politique politicien élu | político política | politico politica | Politiker politisch Politik | político política
researcher scientist scholar | chercheur scientifique savant | investigador científico | ricercatore scienziato | Forscher Wissenschaftler Forscherin | pesquisador investigador cientista
expert specialist expertise | expert spécialiste expertise | experto especialista pericia | esperto specialista competenza | Experte Fachmann Spezialist Fachleute | perito especialista
professional practitioner | professionnel praticien | profesional | professionista professionale | Fachkraft Praktiker beruflich professionell | profissional
manager management director | gestionnaire gestion directeur responsable | gestor gestión gerente director | gestore gestione dirigente direttore | Leiter Leitung Verwaltung Management Direktor | gestor gestão gerente diretor
mediator mediation | médiateur médiation | mediador mediación | mediatore mediazione | Mediator Mediation Schlichter Schlichtung Vermittler | mediador mediação
ambassador | ambassadeur | embajador | ambasciatore | Botschafter | embaixador
journalist press reporter | journaliste presse | periodista prensa | giornalista stampa | Journalist Presse | jornalista imprensa
artist | artiste | artista | artista | Künstler | artista
group team crew | groupe équipe | grupo equipo | gruppo squadra équipe | Gruppe Team Mannschaft | grupo equipa equipe
gang | gang bande | banda pandilla | banda gang | Bande Gang | gangue bando
crowd | foule | multitud muchedumbre | folla | Menschenmenge Menge | multidão
`;
