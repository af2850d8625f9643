/** What is done, and how: en | fr | es | it | de | pt, a sense on each line. */
export default `
communicate communication | communiquer communication | comunicar comunicación | comunicare comunicazione | kommunizieren Kommunikation | comunicar comunicação
inform information informing | informer information renseignement renseigner | informar información | informare informazione informativo | informieren Information Auskunft | informar informação
tell story narrative storytelling | raconter récit histoire narratif | contar relato historia narrar narrativo | raccontare racconto storia narrazione narrativo | erzählen Erzählung Geschichte | contar relato história narrar narrativa
talk speak conversation speech | parler parole conversation discours | hablar conversación discurso charla | parlare conversazione discorso | sprechen reden Gespräch Rede | falar conversa discurso
dialogue discuss discussion debate | dialogue dialoguer discuter discussion débat débattre | diálogo dialogar debatir debate discutir discusión | dialogo dialogare discutere discussione dibattito confronto | Dialog diskutieren Diskussion Debatte Austausch | diálogo dialogar discutir discussão debate debater
listen hear listening | écouter écoute entendre | escuchar escucha oír | ascoltare ascolto sentire | zuhören hören anhören | ouvir escuta escutar
ask question | demander question questionner interroger | preguntar pregunta cuestión | chiedere domanda | fragen Frage | perguntar pergunta questão
answer reply respond response | répondre réponse | responder respuesta contestar | rispondere risposta | antworten Antwort reagieren Reaktion | responder resposta
publish publication post posting | publier publication poster | publicar publicación | pubblicare pubblicazione postare | veröffentlichen Veröffentlichung posten Beitrag | publicar publicação postar
message text | message texto | mensaje | messaggio | Nachricht Mitteilung Botschaft | mensagem
news announcement | nouvelle actualité annonce | noticia anuncio novedad | notizia annuncio novità | Neuigkeit Ankündigung Meldung Nachrichten | notícia anúncio novidade
campaign | campagne | campaña | campagna | Kampagne | campanha
awareness sensitise | sensibilisation sensibiliser conscience | sensibilización sensibilizar concienciar concienciación conciencia | sensibilizzazione sensibilizzare consapevolezza | Sensibilisierung sensibilisieren Bewusstsein Aufklärung | sensibilização sensibilizar consciencialização conscientizar
leaflet brochure flyer poster | dépliant brochure affiche tract | folleto cartel | volantino opuscolo manifesto depliant | Broschüre Flyer Plakat Faltblatt | folheto brochura cartaz
online internet web website | internet web site | internet web | internet web sito online | Internet online Website Netz | internet web site online
digital digitalisation | numérique numérisation digital | digital digitalización | digitale digitalizzazione | digital Digitalisierung | digital digitalização
computer software | ordinateur logiciel informatique | ordenador software informático | computer software informatico | Computer Software Rechner | computador software informática
application app | application appli | aplicación app | applicazione app | Anwendung App | aplicação aplicativo app
phone telephone smartphone mobile call | téléphone téléphonique smartphone portable appel appeler | teléfono telefónico móvil llamada llamar | telefono telefonico cellulare smartphone telefonata chiamata chiamare | Telefon Handy Smartphone Anruf anrufen telefonisch | telefone telemóvel celular chamada ligar
platform portal | plateforme portail | plataforma portal | piattaforma portale | Plattform Portal | plataforma portal
network networking | réseau | red | rete | Netzwerk Netz | rede
video | vidéo | vídeo video | video | Video | vídeo
image picture photo photograph | image photo photographie | imagen foto fotografía | immagine foto fotografia | Bild Foto Fotografie | imagem foto fotografia
map mapping cartography | carte cartographie cartographier | mapa mapeo cartografía | mappa mappatura cartografia | Karte Kartierung Landkarte Stadtplan | mapa mapeamento cartografia
language multilingual translate translation | langue langage multilingue traduire traduction | lengua idioma multilingüe traducir traducción lenguaje | lingua linguaggio multilingue tradurre traduzione | Sprache mehrsprachig übersetzen Übersetzung | língua idioma multilíngue multilingue traduzir tradução linguagem
simple easy plain | simple facile clair | simple sencillo fácil claro | semplice facile chiaro | einfach leicht klar | simples fácil claro
tool instrument toolkit | outil instrument boîte | herramienta instrumento | strumento attrezzo | Werkzeug Instrument | ferramenta instrumento
guide guidebook handbook manual guidance | guide manuel orientation | guía manual orientación | guida manuale orientamento | Leitfaden Handbuch Ratgeber Anleitung | guia manual orientação
advice advise counselling consult | conseil conseiller consultation consulter | asesoramiento consejo asesorar consultar consulta | consulenza consiglio consigliare consultare consultazione | Beratung Rat beraten | aconselhamento conselho aconselhar consultar consulta
help aid assist assistance support | aide aider assistance soutien soutenir appui accompagnement | ayuda ayudar asistencia apoyo apoyar | aiuto aiutare assistenza sostegno sostenere supporto | Hilfe helfen Unterstützung unterstützen Beistand Betreuung | ajuda ajudar assistência apoio apoiar
care caring | soin prise soigner | cuidado cuidar atención | cura assistere accudire | Pflege Fürsorge Versorgung | cuidado cuidar
protect protection shelter safeguard | protéger protection abri refuge | proteger protección refugio | proteggere protezione tutela rifugio | schützen Schutz Zuflucht | proteger proteção abrigo
prevent prevention preventive | prévenir prévention préventif | prevenir prevención preventivo | prevenire prevenzione preventivo | verhindern vorbeugen Prävention Vorbeugung präventiv | prevenir prevenção preventivo
secure safe safety security | sûr sécurité sécuriser sûreté | seguro seguridad | sicuro sicurezza | sicher Sicherheit sichern | seguro segurança
fight combat tackle counter | lutter lutte combattre | luchar lucha combatir | lottare lotta combattere contrasto contrastare | bekämpfen Bekämpfung Kampf kämpfen | lutar luta combater combate
stop end close closing closure final conclusion | arrêter fin fermer fermeture clôture final conclusion terminer | parar fin cerrar cierre clausura final conclusión terminar | fermare fine chiudere chiusura finale conclusione terminare | stoppen Ende schließen Schließung Abschluss beenden | parar fim fechar encerramento encerrar final conclusão terminar
begin start launch opening | commencer début lancer lancement démarrage ouverture | comenzar empezar inicio lanzar lanzamiento apertura iniciar | iniziare inizio lanciare lancio avvio apertura avviare | beginnen Beginn Anfang Start starten Eröffnung Auftakt | começar início lançar lançamento abertura iniciar
open | ouvrir ouvert | abrir abierto | aprire aperto | öffnen offen | abrir aberto
continue sustain sustainable lasting | continuer durable durabilité pérenne | continuar sostenible sostenibilidad duradero | continuare sostenibile sostenibilità duraturo | fortsetzen nachhaltig Nachhaltigkeit dauerhaft | continuar sustentável sustentabilidade duradouro
change transform transformation | changer changement transformer transformation | cambiar cambio transformar transformación | cambiare cambiamento trasformare trasformazione | ändern Veränderung Wandel verändern | mudar mudança transformar transformação
improve improvement better enhance | améliorer amélioration mieux meilleur | mejorar mejora mejor | migliorare miglioramento migliore meglio | verbessern Verbesserung besser | melhorar melhoria melhor
develop development | développer développement | desarrollar desarrollo | sviluppare sviluppo | entwickeln Entwicklung | desenvolver desenvolvimento
build construct construction | construire construction bâtir | construir construcción | costruire costruzione | bauen Bau aufbauen | construir construção
create creation creative | créer création créatif fonder | crear creación creativo fundar | creare creazione creativo fondare | schaffen gründen Gründung kreativ | criar criação criativo fundar
design designing | concevoir conception design | diseñar diseño | progettare progettazione design disegno | gestalten Gestaltung entwerfen Entwurf Design | desenhar projetar desenho conceção
plan planning | plan planifier planification | plan planificar planificación | piano pianificare pianificazione | Plan planen Planung | plano planear planejar planejamento planeamento
organise organize organisation | organiser organisation | organizar organización | organizzare organizzazione | organisieren Organisation | organizar organização
coordinate coordination | coordonner coordination | coordinar coordinación | coordinare coordinamento | koordinieren Koordination Koordinierung abstimmen | coordenar coordenação
cooperate cooperation collaborate collaboration together joint | coopérer coopération collaborer collaboration ensemble commun | cooperar cooperación colaborar colaboración juntos conjunto | cooperare cooperazione collaborare collaborazione insieme congiunto | zusammenarbeiten Zusammenarbeit Kooperation gemeinsam kooperieren | cooperar cooperação colaborar colaboração juntos conjunto
partner partnership alliance | partenaire partenariat alliance | socio alianza asociación colaborador | partner partenariato alleanza | Partner Partnerschaft Bündnis | parceiro parceria aliança
participate participation involve engage involvement | participer participation impliquer engagement participatif | participar participación implicar participativo involucrar | partecipare partecipazione coinvolgere coinvolgimento partecipativo partecipato | teilnehmen Beteiligung beteiligen Teilhabe Mitwirkung partizipativ | participar participação envolver envolvimento participativo
budget | budget budgétaire | presupuesto presupuestario | bilancio budget | Haushalt Budget Etat | orçamento orçamental
fund funding finance financing grant sponsor | financer financement fonds subvention subventionner | financiar financiación fondo subvención | finanziare finanziamento fondo sovvenzione contributo | finanzieren Finanzierung fördern Förderung Zuschuss Geldgeber | financiar financiamento fundo subvenção subsídio
cost expense price spend | coût coûter dépense prix | coste costo costar gasto precio | costo costare spesa prezzo | Kosten kosten Preis Ausgabe | custo custar despesa preço
money euro pay payment | argent euro payer paiement | dinero euro pagar pago | denaro soldi euro pagare pagamento | Geld Euro zahlen Zahlung bezahlen | dinheiro euro pagar pagamento
save saving savings | économiser économie épargne | ahorrar ahorro | risparmiare risparmio | sparen Einsparung | poupar economizar poupança
buy purchase procurement | acheter achat | comprar compra adquisición | comprare acquisto acquistare | kaufen Kauf Beschaffung | comprar compra aquisição
sell sale | vendre vente | vender venta | vendere vendita | verkaufen Verkauf | vender venda
work job employment labour | travail travailler emploi | trabajo trabajar empleo laboral | lavoro lavorare impiego occupazione | Arbeit arbeiten Beschäftigung Job Beruf | trabalho trabalhar emprego laboral
training train course | formation former cours stage | formación formar curso capacitación capacitar | formazione formare corso addestramento | Ausbildung ausbilden Schulung schulen Fortbildung Kurs Training | formação formar curso treinamento treino capacitação
teach education educate learning | enseigner éducation éduquer apprentissage pédagogique | enseñar educación educar aprendizaje pedagógico educativo | insegnare educazione educare apprendimento pedagogico educativo | lehren Bildung erziehen Erziehung Lernen pädagogisch | ensinar educação educar aprendizagem pedagógico educativo
skill ability competence capacity | compétence capacité aptitude | competencia capacidad habilidad | competenza capacità abilità | Fähigkeit Kompetenz Fertigkeit Können | competência capacidade habilidade
workshop seminar | atelier séminaire | taller seminario | laboratorio seminario workshop | Workshop Seminar Werkstatt | oficina seminário workshop
meeting meet encounter gathering | réunion rencontre rencontrer rassemblement | reunión encuentro encontrar | riunione incontro incontrare | Treffen Sitzung Begegnung treffen | reunião encontro encontrar
conference congress summit | conférence congrès sommet colloque | conferencia congreso cumbre | conferenza congresso convegno vertice | Konferenz Kongress Tagung Gipfel | conferência congresso cimeira cúpula
visit tour trip | visite visiter voyage | visita visitar viaje | visita visitare viaggio | Besuch besuchen Reise Besichtigung | visita visitar viagem
exchange share sharing swap | échanger échange partager partage | intercambiar intercambio compartir | scambiare scambio condividere condivisione | austauschen Austausch teilen | trocar troca partilhar partilha compartilhar intercâmbio
report reporting notify flag | signaler signalement déclarer | denunciar denuncia notificar avisar reportar | segnalare segnalazione denunciare denuncia | melden Meldung anzeigen Anzeige hinweisen | denunciar denúncia notificar participar sinalizar reportar
complain complaint grievance | plainte plaindre réclamation | queja quejarse reclamación | reclamo lamentela lamentare | Beschwerde beschweren Klage | queixa queixar reclamação
search seek find | chercher recherche trouver | buscar búsqueda encontrar | cercare ricerca trovare | suchen Suche finden | procurar busca encontrar
recover return restore | récupérer restituer rendre | recuperar devolver restituir | recuperare restituire | zurückbekommen zurückgeben wiederfinden Rückgabe | recuperar devolver restituir
track trace locate | suivre localiser traçage repérer | rastrear localizar seguir | rintracciare localizzare tracciare | verfolgen orten aufspüren | rastrear localizar seguir
register registration enrol | enregistrer inscription inscrire immatriculation | registrar registro inscribir inscripción | registrare registrazione iscrivere iscrizione | registrieren Registrierung anmelden Anmeldung | registar registo registrar inscrever inscrição
mark marking engrave | marquer marquage graver | marcar marcado grabar | marcare marcatura marchiatura | markieren Markierung kennzeichnen Codierung | marcar marcação gravar
lock locking key | serrure cadenas verrou clé | cerradura candado llave | serratura lucchetto chiave | Schloss abschließen Schlüssel | fechadura cadeado chave
alarm alert warning warn | alarme alerte alerter avertir avertissement | alarma alerta alertar aviso advertir | allarme allerta allertare avviso avvertire | Alarm warnen Warnung alarmieren | alarme alerta alertar aviso avisar
emergency urgent rescue | urgence urgent secours sauvetage | emergencia urgencia urgente rescate socorro | emergenza urgenza urgente soccorso | Notfall Notruf dringend Rettung | emergência urgência urgente socorro resgate
crisis disaster catastrophe | crise catastrophe | crisis desastre catástrofe | crisi disastro catastrofe | Krise Katastrophe | crise desastre catástrofe
intervene intervention | intervenir intervention | intervenir intervención | intervenire intervento | eingreifen Eingriff Intervention Einsatz | intervir intervenção
control check inspection | contrôler contrôle inspection | controlar control inspección | controllare controllo ispezione | kontrollieren Kontrolle Überprüfung | controlar controlo controle inspeção
monitor monitoring observe observation watch | surveiller surveillance observer observation suivi | vigilar vigilancia observar observación seguimiento | sorvegliare sorveglianza osservare osservazione monitoraggio vigilare | überwachen Überwachung beobachten Beobachtung | vigiar vigilância observar observação monitorizar monitoramento
observatory | observatoire | observatorio | osservatorio | Beobachtungsstelle Observatorium | observatório
detect detection identify recognise recognition | détecter détection identifier reconnaître reconnaissance repérage | detectar detección identificar reconocer reconocimiento | rilevare rilevamento identificare riconoscere riconoscimento | erkennen Erkennung identifizieren entdecken | detectar deteção identificar reconhecer reconhecimento
measure measurement | mesurer mesure mesurage | medir medición | misurare misurazione | messen Messung | medir medição
evaluate evaluation assess assessment audit | évaluer évaluation audit diagnostic | evaluar evaluación auditoría diagnóstico | valutare valutazione audit diagnosi | bewerten Bewertung evaluieren Evaluation Audit | avaliar avaliação auditoria diagnóstico
analyse analysis analyze | analyser analyse | analizar análisis | analizzare analisi | analysieren Analyse auswerten Auswertung | analisar análise
research study survey | recherche étude enquête sondage | investigación estudio encuesta | ricerca studio indagine sondaggio | Forschung Studie Untersuchung Umfrage Befragung | investigação pesquisa estudo inquérito sondagem
data statistics figure | donnée statistique chiffre | dato estadística cifra | dato statistica cifra | Daten Statistik Zahl | dado estatística cifra
predict prediction forecast | prédire prédiction prévision prédictif | predecir predicción previsión predictivo | prevedere previsione predittivo predizione | vorhersagen Vorhersage Prognose voraussagen | prever previsão preditivo predição
test trial experiment pilot | tester essai expérimenter expérimentation pilote | probar prueba ensayo experimento piloto experimentar | provare prova sperimentare sperimentazione pilota esperimento | testen Test Versuch Experiment Pilot erproben | testar teste ensaio experimento piloto experimentar
implement implementation deploy introduce | mettre œuvre déployer déploiement introduire instaurer | implementar implantar implantación desplegar introducir | attuare attuazione implementare introdurre | umsetzen Umsetzung einführen Einführung | implementar implementação implantar introduzir
manage handle | gérer traiter | gestionar manejar tratar | gestire trattare affrontare | bewältigen umgehen Umgang behandeln | gerir gerenciar lidar tratar
decide decision | décider décision | decidir decisión | decidere decisione | entscheiden Entscheidung beschließen Beschluss | decidir decisão
vote election voting | vote voter élection | voto votar elección | voto votare elezione votazione | wählen Wahl Abstimmung abstimmen | voto votar eleição votação
propose proposal suggestion idea | proposer proposition idée suggestion | proponer propuesta idea sugerencia | proporre proposta idea suggerimento | vorschlagen Vorschlag Idee | propor proposta ideia sugestão
recommend recommendation | recommander recommandation préconisation | recomendar recomendación | raccomandare raccomandazione | empfehlen Empfehlung | recomendar recomendação
strategy strategic | stratégie stratégique | estrategia estratégico | strategia strategico | Strategie strategisch | estratégia estratégico
programme program scheme | programme dispositif | programa | programma | Programm | programa
project | projet | proyecto | progetto | Projekt Vorhaben | projeto projecto
policy | politique | política | politica | Politik Konzept | política
action activity act | action activité agir | acción actividad actuar actuación | azione attività agire | Aktion Maßnahme Aktivität handeln | ação atividade agir
initiative | initiative | iniciativa | iniziativa | Initiative | iniciativa
method approach methodology | méthode approche méthodologie démarche | método enfoque metodología | metodo approccio metodologia | Methode Ansatz Vorgehen Methodik | método abordagem metodologia
model example | modèle exemple | modelo ejemplo | modello esempio | Modell Beispiel Vorbild | modelo exemplo
experience | expérience vécu | experiencia | esperienza | Erfahrung | experiência
result outcome effect impact | résultat effet impact | resultado efecto impacto | risultato esito effetto impatto | Ergebnis Wirkung Auswirkung Resultat | resultado efeito impacto
success succeed successful | réussite réussir succès | éxito exitoso lograr | successo riuscire riuscito | Erfolg erfolgreich gelingen | sucesso êxito conseguir
fail failure | échec échouer | fracaso fracasar fallo | fallimento fallire insuccesso | scheitern Misserfolg Fehlschlag | fracasso falhar falha
problem difficulty trouble challenge | problème difficulté défi enjeu | problema dificultad reto desafío | problema difficoltà sfida | Problem Schwierigkeit Herausforderung | problema dificuldade desafio
solve solution resolve | résoudre solution | resolver solución solucionar | risolvere soluzione | lösen Lösung | resolver solução
cause reason | cause raison | causa razón motivo | causa ragione motivo | Ursache Grund | causa razão motivo
reduce reduction decrease | réduire réduction diminuer baisse diminution | reducir reducción disminuir bajar | ridurre riduzione diminuire calo | verringern senken Reduzierung Rückgang reduzieren | reduzir redução diminuir queda
increase rise grow growth | augmenter augmentation hausse croissance | aumentar aumento crecer crecimiento subir | aumentare aumento crescere crescita | steigen erhöhen Anstieg Zunahme Wachstum | aumentar aumento crescer crescimento
strengthen reinforce empower | renforcer renforcement | reforzar fortalecer empoderar | rafforzare rafforzamento potenziare | stärken Stärkung verstärken | reforçar fortalecer capacitar
channel | canal | canal | canale | Kanal | canal
moderate moderator moderation facilitator facilitate | modérer modérateur modération animateur animer | moderar moderador moderación facilitador facilitar | moderare moderatore moderazione facilitatore facilitare | moderieren Moderator Moderation | moderar moderador moderação facilitador facilitar
`;
