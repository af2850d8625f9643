/** Harm, law and what people feel and need: en | fr | es | it | de | pt, a sense on each line. */
export default `
crime criminal offence delinquency | crime criminel délit délinquance infraction criminalité | crimen delito criminal delincuencia delictivo criminalidad | crimine reato criminale delinquenza criminalità | Verbrechen Straftat Kriminalität kriminell Delikt | crime delito criminoso delinquência criminalidade
violence violent assault aggression | violence violent agression agresser | violencia violento agresión agredir | violenza violento aggressione aggredire | Gewalt gewalttätig Angriff Übergriff | violência violento agressão agredir
theft steal stolen thief | vol voler volé voleur | robo hurto robar robado ladrón | furto rubare rubato ladro | Diebstahl stehlen gestohlen Dieb | furto roubo roubar roubado ladrão
burglary burglar | cambriolage cambrioleur effraction | allanamiento robo | scasso svaligiare | Einbruch Einbrecher | arrombamento assalto
robbery mugging | braquage vol | atraco asalto | rapina scippo | Raub Überfall | assalto roubo
pickpocket pickpocketing | pickpocket tire | carterista | borseggio borseggiatore | Taschendieb Taschendiebstahl | carteirista
fraud scam swindle | fraude arnaque escroquerie | fraude estafa timo | frode truffa raggiro | Betrug Betrüger | fraude burla golpe
damage vandalism destroy | dégradation vandalisme détruire dommage | daño vandalismo destruir | danno vandalismo distruggere danneggiare | Schaden Vandalismus zerstören Beschädigung Sachbeschädigung | dano vandalismo destruir
graffiti tag | graffiti tag | grafiti pintada | graffiti scritta | Graffiti Schmiererei | grafite pichação grafíti
weapon knife gun firearm | arme couteau pistolet | arma cuchillo navaja pistola | arma coltello pistola | Waffe Messer Schusswaffe Pistole | arma faca pistola
drug narcotic dealer dealing | drogue stupéfiant dealer toxicomane | droga estupefaciente traficante drogadicto | droga stupefacente spaccio spacciatore tossicodipendente | Droge Rauschgift Dealer Drogenhandel | droga estupefaciente traficante
alcohol drunk drinking | alcool ivre ivresse boire | alcohol borracho beber borrachera | alcol ubriaco bere ubriachezza | Alkohol betrunken trinken | álcool bêbado beber embriaguez
addiction dependency addict | addiction dépendance | adicción dependencia | dipendenza | Sucht Abhängigkeit | adição vício dependência
terrorism terrorist attack | terrorisme terroriste attentat attaque | terrorismo terrorista atentado ataque | terrorismo terrorista attentato attacco | Terrorismus Terror Terrorist Anschlag | terrorismo terrorista atentado ataque
extremism radical radicalisation | extrémisme radical radicalisation | extremismo radical radicalización | estremismo radicale radicalizzazione | Extremismus radikal Radikalisierung | extremismo radical radicalização
hate hatred racism racist | haine racisme raciste haineux | odio racismo racista | odio razzismo razzista | Hass Rassismus rassistisch | ódio racismo racista
discriminate discrimination prejudice | discriminer discrimination préjugé | discriminar discriminación prejuicio | discriminare discriminazione pregiudizio | diskriminieren Diskriminierung Vorurteil | discriminar discriminação preconceito
harass harassment bullying stalking | harceler harcèlement | acosar acoso hostigamiento | molestare molestia bullismo stalking | belästigen Belästigung Mobbing Stalking | assediar assédio bullying perseguição
sexual sex | sexuel sexe | sexual sexo | sessuale sesso | sexuell Sex sexualisiert | sexual sexo
domestic intimate | domestique conjugal intrafamilial | doméstico conyugal | domestico coniugale | häuslich | doméstico conjugal
exploit exploitation trafficking | exploiter exploitation traite trafic | explotar explotación trata tráfico | sfruttare sfruttamento tratta traffico | ausbeuten Ausbeutung Menschenhandel | explorar exploração tráfico
prostitution prostitute | prostitution prostitué | prostitución prostituta | prostituzione prostituta | Prostitution Prostituierte | prostituição prostituta
corruption bribe | corruption | corrupción soborno | corruzione tangente | Korruption Bestechung | corrupção suborno
mafia | mafia | mafia | mafia | Mafia | máfia
illegal unlawful illicit | illégal illicite | ilegal ilícito | illegale illecito abusivo | illegal rechtswidrig | ilegal ilícito
cybercrime hacker hacking cyber | cybercriminalité piratage cyber | ciberdelito cibercrimen ciberdelincuencia pirata ciber | cybercrimine hacker pirateria cyber | Cyberkriminalität Hacker Cyber | cibercrime pirata ciber
fake disinformation rumour misinformation | faux désinformation rumeur infox | falso desinformación rumor bulo | falso disinformazione bufala | falsch Desinformation Gerücht Falschmeldung | falso desinformação boato rumor
riot disorder unrest | émeute désordre trouble | disturbio desorden altercado | sommossa disordine tumulto | Unruhe Krawall Ausschreitung | motim desordem tumulto distúrbio
protest demonstration demonstrator | protester protestation manifestant | protesta protestar manifestante | protesta protestare manifestante | Protest protestieren Demonstration Demonstrant | protesto protestar manifestante
conflict dispute quarrel | conflit dispute litige différend querelle | conflicto disputa litigio riña | conflitto disputa lite litigio | Konflikt Streit Auseinandersetzung | conflito disputa litígio briga
incivility antisocial nuisance | incivilité nuisance antisocial | incivismo molestia incívico antisocial | inciviltà molestia disturbo incivile | Störung Belästigung unsozial Ordnungsstörung | incivilidade incómodo antissocial
behave behaviour behavior conduct | comportement comporter conduite | comportamiento comportarse conducta | comportamento comportarsi condotta | Verhalten verhalten Benehmen | comportamento comportar conduta
accident collision crash | accident collision accidentel | accidente colisión choque | incidente collisione scontro | Unfall Zusammenstoß Kollision | acidente colisão choque
injure injury wound hurt | blesser blessure blessé | herir herida lesión herido | ferire ferita lesione ferito | verletzen Verletzung Verletzte | ferir ferimento lesão ferido
death die dead kill murder homicide | mort mourir décès tuer meurtre homicide | muerte morir muerto matar asesinato homicidio | morte morire morto uccidere omicidio | Tod sterben tot töten Mord Tötung | morte morrer morto matar assassinato homicídio
suicide | suicide | suicidio | suicidio | Selbstmord Suizid | suicídio
illness disease sick pandemic epidemic covid | maladie malade pandémie épidémie covid | enfermedad enfermo pandemia epidemia covid | malattia malato pandemia epidemia covid | Krankheit krank Pandemie Epidemie Covid Corona | doença doente pandemia epidemia covid
health healthy | santé sanitaire sain | salud sanitario sano saludable | salute sanitario sano | Gesundheit gesund gesundheitlich | saúde sanitário saudável
mental psychological psychology | mental psychique psychologique psychologie | mental psicológico psicología psíquico | mentale psicologico psicologia psichico | psychisch psychologisch Psychologie mental | mental psicológico psicologia psíquico
fear afraid scared anxiety | peur craindre crainte angoisse | miedo temor temer ansiedad | paura temere timore ansia | Angst fürchten Furcht | medo temor recear ansiedade
feel feeling perception perceive | sentiment ressentir perception percevoir ressenti | sentir sentimiento percepción percibir sensación | sentire sentimento percezione percepire sensazione | fühlen Gefühl Wahrnehmung wahrnehmen Empfinden | sentir sentimento perceção percepção perceber sensação
trust confidence | confiance confier | confianza confiar | fiducia fidarsi | Vertrauen vertrauen | confiança confiar
respect dignity | respect respecter dignité | respeto respetar dignidad | rispetto rispettare dignità | Respekt respektieren Würde | respeito respeitar dignidade
hope dream | espoir espérer rêve | esperanza sueño | speranza sogno | Hoffnung hoffen Traum | esperança sonho
lonely isolation loneliness isolated | isolement solitude isolé seul | aislamiento soledad aislado solo | isolamento solitudine isolato solo | Einsamkeit einsam Isolation isoliert | isolamento solidão isolado
solidarity | solidarité solidaire | solidaridad solidario | solidarietà solidale | Solidarität solidarisch | solidariedade solidário
inclusion inclusive integrate integration | inclusion inclusif intégrer intégration insertion | inclusión inclusivo integrar integración inserción | inclusione inclusivo integrare integrazione inserimento | Inklusion inklusiv integrieren Integration Eingliederung | inclusão inclusivo integrar integração inserção
exclude exclusion | exclure exclusion | excluir exclusión | escludere esclusione emarginazione | ausgrenzen Ausgrenzung ausschließen | excluir exclusão
gap divide inequality unequal | fracture fossé inégalité écart | brecha desigualdad diferencia | divario disuguaglianza disparità | Kluft Spaltung Ungleichheit | fosso divisão desigualdade lacuna
equality equal equity | égalité égal équité | igualdad igual equidad | uguaglianza parità equità | Gleichheit gleich Gleichstellung | igualdade igual equidade
gender | genre sexe | género | genere | Geschlecht Gender | género gênero
homosexual gay lesbian lgbt queer transgender | homosexuel gay lesbienne lgbt transgenre | homosexual gay lesbiana lgbt transgénero | omosessuale gay lesbica lgbt transgender | homosexuell schwul lesbisch LGBT transgender | homossexual gay lésbica lgbt transgênero
right rights liberty freedom | droit liberté | derecho libertad | diritto libertà | Recht Freiheit | direito liberdade
law legislation act regulation rule | loi législation règlement réglementation règle | ley legislación reglamento normativa regla norma | legge legislazione regolamento normativa regola norma | Gesetz Gesetzgebung Regel Vorschrift Verordnung | lei legislação regulamento regra norma
ordinance bylaw decree | arrêté décret ordonnance | ordenanza decreto bando | ordinanza decreto | Verordnung Satzung Erlass | decreto portaria postura
ban prohibit prohibition forbid | interdire interdiction | prohibir prohibición vetar | vietare divieto proibire | verbieten Verbot | proibir proibição vedar
permit permission licence license authorise | autorisation autoriser permis licence | permiso autorización autorizar licencia | permesso autorizzazione autorizzare licenza | Genehmigung Erlaubnis Lizenz genehmigen | autorização autorizar licença permissão
fine penalty sanction punish punishment | amende sanction punir punition peine | multa sanción castigo castigar pena | multa sanzione punire punizione pena | Strafe Bußgeld Sanktion bestrafen | multa sanção punir punição pena
arrest | arrêter arrestation interpeller | detener arrestar arresto | arrestare arresto | verhaften festnehmen Festnahme Verhaftung | prender deter detenção
justice restorative | justice réparateur restauratif | justicia restaurativo | giustizia riparativo | Gerechtigkeit Justiz wiedergutmachend restaurativ | justiça restaurativo
reoffend recidivism relapse reintegration rehabilitation | récidive récidiver réinsertion réhabilitation | reincidencia reincidir reinserción rehabilitación | recidiva reinserimento riabilitazione | Rückfall rückfällig Wiedereingliederung Resozialisierung | reincidência reincidir reinserção reabilitação
privacy confidential secret anonymous | privé confidentiel secret anonyme confidentialité | privacidad confidencial secreto anónimo | privacy riservatezza confidenziale segreto anonimo | Datenschutz Privatsphäre vertraulich geheim anonym | privacidade confidencial segredo anónimo anônimo
ethics ethical moral | éthique moral | ética ético moral | etica etico morale | Ethik ethisch Moral | ética ético moral
transparent transparency accountability | transparent transparence redevable | transparente transparencia rendición | trasparente trasparenza rendiconto | transparent Transparenz Rechenschaft | transparente transparência prestação
responsible responsibility | responsable responsabilité | responsable responsabilidad | responsabile responsabilità | verantwortlich Verantwortung | responsável responsabilidade
risk danger dangerous threat hazard | risque danger dangereux menace menacer | riesgo peligro peligroso amenaza amenazar | rischio pericolo pericoloso minaccia minacciare | Risiko Gefahr gefährlich Bedrohung bedrohen | risco perigo perigoso ameaça ameaçar
resilience resilient | résilience résilient | resiliencia resiliente | resilienza resiliente | Resilienz resilient widerstandsfähig | resiliência resiliente
quality standard certification label | qualité norme certification label | calidad norma certificación sello | qualità standard certificazione marchio | Qualität Standard Zertifizierung Gütesiegel | qualidade norma certificação selo
technology technical technological | technologie technique technologique | tecnología técnico tecnológico | tecnologia tecnico tecnologico | Technik Technologie technisch technologisch | tecnologia técnico tecnológico
artificial algorithm intelligence | artificiel algorithme intelligence | artificial algoritmo inteligencia | artificiale algoritmo intelligenza | künstlich Algorithmus Intelligenz | artificial algoritmo inteligência
smart intelligent | intelligent | inteligente | intelligente | intelligent klug smart | inteligente
drone drones | drone | dron | drone | Drohne | drone
sensor sensors | capteur | sensor | sensore | Sensor | sensor
innovation innovative new | innovation innovant nouveau innover | innovación innovador nuevo innovar | innovazione innovativo nuovo innovare | Innovation innovativ neu Neuerung | inovação inovador novo inovar
culture cultural art | culture culturel art | cultura cultural arte | cultura culturale arte | Kultur kulturell Kunst | cultura cultural arte
heritage monument historic | patrimoine monument historique | patrimonio monumento histórico | patrimonio monumento storico | Erbe Denkmal historisch | património patrimônio monumento histórico
leisure recreation | loisir récréation | ocio recreo | svago ricreazione | Freizeit Erholung | lazer recreação
urban | urbain urbanisme | urbano urbanismo | urbano urbanistica | städtisch urban Städtebau Stadtplanung | urbano urbanismo
local municipal | local municipal communal | local municipal | locale comunale municipale | lokal kommunal örtlich städtisch | local municipal autárquico
authority government administration | autorité gouvernement administration | autoridad gobierno administración | autorità governo amministrazione | Behörde Regierung Verwaltung Obrigkeit | autoridade governo administração
state ministry minister | état ministère ministre | estado ministerio ministro | stato ministero ministro | Staat Ministerium Minister | estado ministério ministro
association ngo charity nonprofit | association ong associatif | asociación ong entidad | associazione ong | Verein Verband NGO Organisation | associação ong
social | social | social | sociale | sozial gesellschaftlich | social
society civil | société civil | sociedad civil | società civile | Gesellschaft zivil Zivilgesellschaft | sociedade civil
economy economic | économie économique | economía económico | economia economico | Wirtschaft wirtschaftlich ökonomisch | economia económico econômico
unemployed unemployment | chômeur chômage | desempleado desempleo paro parado | disoccupato disoccupazione | arbeitslos Arbeitslosigkeit Arbeitslose | desempregado desemprego
service | service | servicio | servizio | Dienst Dienstleistung Service | serviço
access accessible accessibility | accès accessible accessibilité | acceso accesible accesibilidad | accesso accessibile accessibilità | Zugang zugänglich Barrierefreiheit barrierefrei | acesso acessível acessibilidade
free gratis | gratuit libre | gratuito gratis libre | gratuito gratis libero | kostenlos gratis frei | gratuito grátis livre
need necessary necessity | besoin nécessaire nécessité | necesidad necesario necesitar | bisogno necessario necessità | Bedarf Bedürfnis notwendig brauchen | necessidade necessário precisar
goal aim objective purpose target | but objectif finalité cible | objetivo meta fin propósito | obiettivo scopo fine | Ziel Zweck | objetivo meta propósito fim
role task mission duty | rôle tâche mission devoir | papel tarea misión deber | ruolo compito missione dovere | Rolle Aufgabe Auftrag Pflicht | papel tarefa missão dever
history past memory | passé mémoire histoire | pasado memoria historia | passato memoria storia | Vergangenheit Erinnerung Geschichte | passado memória história
future vision | avenir futur vision | futuro visión porvenir | futuro visione avvenire | Zukunft Vision zukünftig | futuro visão
peace peaceful | paix paisible pacifique | paz pacífico | pace pacifico | Frieden friedlich | paz pacífico
war | guerre | guerra | guerra | Krieg | guerra
love friendship friend | ami amitié amour | amigo amistad amor | amico amicizia amore | Freund Freundschaft Liebe | amigo amizade amor
coexistence coexist cohesion | cohésion cohabitation | convivencia cohesión | convivenza coesione | Zusammenleben Zusammenhalt Miteinander | convivência coesão
quiet calm tranquil | calme tranquille tranquillité | tranquilo tranquilidad calma | tranquillo tranquillità calma quiete | ruhig Ruhe Stille | tranquilo tranquilidade calma sossego
presence visible visibility | présence visible visibilité | presencia visible visibilidad | presenza visibile visibilità | Präsenz sichtbar Sichtbarkeit Anwesenheit | presença visível visibilidade
document record report | rapport document dossier | informe documento expediente | rapporto documento relazione | Bericht Dokument Akte | relatório documento processo
book magazine article newspaper | livre revue article journal magazine | libro revista artículo periódico diario | libro rivista articolo giornale | Buch Zeitschrift Artikel Zeitung | livro revista artigo jornal
podcast radio television broadcast | podcast radio télévision émission | podcast radio televisión emisión | podcast radio televisione trasmissione | Podcast Radio Fernsehen Sendung Rundfunk | podcast rádio televisão emissão
game gaming quiz | jeu ludique quiz | juego lúdico | gioco ludico quiz | Spiel spielerisch Quiz | jogo lúdico quiz
competition prize award winner | concours prix lauréat récompense | concurso premio ganador | concorso premio vincitore | Wettbewerb Preis Auszeichnung Gewinner | concurso prémio prêmio vencedor
charter declaration manifesto | charte déclaration manifeste | carta declaración manifiesto | carta dichiarazione manifesto | Charta Erklärung Manifest | carta declaração manifesto
agreement contract convention | accord contrat convention | acuerdo contrato convenio | accordo contratto convenzione | Vereinbarung Vertrag Abkommen | acordo contrato convénio convênio
interview | entretien interview | entrevista | intervista | Interview | entrevista
questionnaire form | questionnaire formulaire | cuestionario formulario | questionario modulo | Fragebogen Formular | questionário formulário
indicator index | indicateur indice | indicador índice | indicatore indice | Indikator Kennzahl Index | indicador índice
lesson | leçon enseignement | lección enseñanza | lezione insegnamento | Lehre Lektion Erkenntnis | lição ensinamento
principle value | principe valeur | principio valor | principio valore | Grundsatz Prinzip Wert | princípio valor
criterion criteria condition requirement | critère condition exigence | criterio condición requisito | criterio condizione requisito | Kriterium Kriterien Bedingung Anforderung Voraussetzung | critério condição requisito
`;
