/** What is said of anything: en | fr | es | it | de | pt, a sense on each line. */
export default `
know knowledge | savoir connaître connaissance | saber conocer conocimiento | sapere conoscere conoscenza | wissen kennen Kenntnis Wissen | saber conhecer conhecimento
understand comprehension | comprendre compréhension | comprender entender comprensión | capire comprendere comprensione | verstehen Verständnis verständlich | compreender entender compreensão
read reader reading | lire lecture lecteur | leer lectura lector | leggere lettura lettore | lesen Leser Lektüre | ler leitura leitor
write written writing | écrire écrit écriture rédiger | escribir escrito escritura redactar | scrivere scritto scrittura redigere | schreiben schriftlich verfassen | escrever escrito escrita redigir
see look view | voir regarder vue | ver mirar vista | vedere guardare vista | sehen schauen Blick anschauen | ver olhar vista
show demonstrate display exhibition | montrer démontrer exposition afficher | mostrar demostrar exposición exhibir | mostrare dimostrare mostra esposizione | zeigen vorführen Ausstellung anzeigen | mostrar demonstrar exposição exibir
presentation present slide | présentation présenter diapositive | presentación presentar diapositiva | presentazione presentare diapositiva | Präsentation präsentieren vorstellen Folie Vortrag | apresentação apresentar diapositivo slide
webinar webconference videoconference | webinaire webconférence visioconférence | webinario videoconferencia webconferencia | webinar videoconferenza | Webinar Webkonferenz Videokonferenz | webinar webinário webconferência videoconferência
tip hint trick | astuce truc | truco pista | suggerimento trucco dritta | Tipp Hinweis Trick | dica truque
choose choice select selection | choisir choix sélectionner sélection | elegir elección seleccionar selección | scegliere scelta selezionare selezione | auswählen Auswahl | escolher escolha selecionar seleção
compare comparison | comparer comparaison | comparar comparación | confrontare comparare confronto | vergleichen Vergleich | comparar comparação
count number quantity amount | compter nombre quantité | contar número cantidad | contare numero quantità | zählen Anzahl Menge | contar número quantidade
add addition | ajouter ajout | añadir agregar | aggiungere aggiunta | hinzufügen ergänzen Zusatz | adicionar acrescentar
remove removal delete | enlever supprimer retrait suppression | quitar eliminar suprimir retirada | togliere rimuovere eliminare rimozione | entfernen löschen Entfernung | remover eliminar retirar remoção
send sending | envoyer envoi | enviar envío | inviare mandare invio | senden schicken verschicken | enviar mandar envio
receive reception | recevoir réception | recibir recepción | ricevere ricezione | erhalten empfangen Empfang | receber receção
give offer provide | donner offrir fournir offre | dar ofrecer proporcionar oferta | dare offrire fornire offerta | geben anbieten bieten Angebot | dar oferecer fornecer oferta
gift donate donation | don donner cadeau | donación donar regalo | donazione donare dono | Spende spenden Geschenk schenken | doação doar presente
keep preserve conservation | garder conserver conservation préserver | guardar conservar conservación | conservare mantenere conservazione | behalten bewahren erhalten Erhaltung | guardar conservar preservar conservação
lose loss lost | perdre perte perdu | perder pérdida perdido | perdere perdita perso smarrito | verlieren Verlust verloren | perder perda perdido
wait waiting queue | attendre attente file | esperar espera cola | aspettare attesa coda | warten Warteschlange | esperar espera fila
move movement | bouger mouvement déplacer déplacement | mover movimiento desplazar desplazamiento | muovere movimento spostare spostamento | bewegen Bewegung umziehen | mover movimento deslocar deslocação
leave leaving exit departure | partir quitter sortie départ | salir salida partir marcharse | partire lasciare uscita partenza | verlassen Ausstieg Ausgang Abfahrt | partir deixar saída partida
follow follower | suivre abonné suivi | seguir seguidor | seguire follower seguito | folgen Follower | seguir seguidor
lead leadership leader head | diriger mener leadership meneur dirigeant tête | liderar dirigir liderazgo líder | guidare dirigere leadership leader | leiten führen Führung Führer Anführer | liderar dirigir liderança líder
hire recruit recruitment | embaucher recruter recrutement engager | contratar reclutar contratación | assumere reclutare assunzione reclutamento | einstellen anstellen rekrutieren anwerben | contratar recrutar contratação recrutamento
attract attractive attractiveness | attirer attractif attractivité | atraer atractivo | attrarre attirare attrattivo | anziehen attraktiv Attraktivität | atrair atrativo atraente
encourage motivate incentive motivation | encourager inciter motivation motiver | fomentar animar incentivar motivación incentivo | incoraggiare incentivare motivazione motivare | ermutigen anregen Anreiz motivieren Motivation | encorajar incentivar motivação incentivo
avoid avoidance | éviter évitement | evitar | evitare | vermeiden umgehen | evitar
refuse reject refusal | refuser rejet refus | rechazar rechazo negar | rifiutare rifiuto respingere | ablehnen Ablehnung verweigern | recusar rejeitar recusa
accept acceptance | accepter acceptation | aceptar aceptación | accettare accettazione | annehmen akzeptieren Akzeptanz | aceitar aceitação
opinion believe | opinion avis croire | opinión creer | opinione parere credere | Meinung glauben Ansicht | opinião parecer acreditar
forget forgotten | oublier oubli | olvidar olvido | dimenticare oblio | vergessen | esquecer esquecimento
overload overwhelm flood | surcharge débordé submerger | sobrecarga saturación desbordar | sovraccarico sommergere | Überlastung Überflutung überfordern Überforderung | sobrecarga saturação
young youth youngster | jeune jeunesse | joven juventud juvenil | giovane gioventù giovanile | jung Jugend Jugendliche | jovem juventude juvenil
old ancient | vieux ancien | viejo antiguo | vecchio antico | alt | velho antigo
large big great | grand gros | grande gran | grande grosso | groß | grande
small little | petit | pequeño | piccolo | klein | pequeno
short brief | court bref | corto breve | corto breve | kurz | curto breve
long lengthy | long | largo | lungo | lang | longo
high height tall | haut hauteur élevé | alto altura elevado | alto altezza elevato | hoch Höhe | alto altura elevado
low | bas faible | bajo | basso | niedrig | baixo
good | bon bien | bueno bien buen | buono bene | gut | bom bem
bad worse | mauvais mal pire | malo mal peor | cattivo male peggio | schlecht schlimm | mau mal pior
ugly | laid moche | feo | brutto | hässlich | feio
beautiful beauty | beau beauté | bello belleza hermoso | bello bellezza | schön Schönheit | belo beleza bonito
fast quick rapid speed | rapide vite vitesse | rápido velocidad | rapido veloce velocità | schnell Geschwindigkeit | rápido velocidade
slow | lent | lento | lento | langsam | lento
early | tôt précoce | temprano precoz | presto precoce | früh frühzeitig | cedo precoce
late delay | tard retard | tarde retraso | tardi ritardo | spät Verspätung | tarde atraso
first | premier | primero | primo | erste zuerst | primeiro
important importance essential main | important importance essentiel principal | importante importancia esencial principal | importante importanza essenziale principale | wichtig wesentlich Bedeutung hauptsächlich | importante importância essencial principal
different difference diversity diverse | différent différence diversité divers | diferente diferencia diversidad diverso | differente differenza diversità diverso | verschieden Unterschied Vielfalt anders | diferente diferença diversidade diverso
special specific | spécial spécifique particulier | especial específico | speciale specifico particolare | besondere speziell spezifisch | especial específico
strong strength | fort force | fuerte fuerza | forte forza | stark Stärke | forte força
weak weakness | faible faiblesse | débil debilidad | debole debolezza | schwach Schwäche | fraco fraqueza
private | privé | privado | privato | privat | privado
permanent constant | permanent constant | permanente constante | permanente costante | dauernd ständig permanent | permanente constante
temporary provisional | temporaire provisoire | temporal provisional | temporaneo provvisorio | vorübergehend befristet zeitweilig | temporário provisório
possible possibility opportunity | possible possibilité opportunité occasion | posible posibilidad oportunidad ocasión | possibile possibilità opportunità occasione | möglich Möglichkeit Chance Gelegenheit | possível possibilidade oportunidade ocasião
expensive | cher coûteux | caro costoso | caro costoso | teuer kostspielig | caro dispendioso
cheap affordable | abordable | barato asequible | economico accessibile | billig günstig bezahlbar | barato acessível
abandoned vacant empty derelict | abandonné vacant vide friche | abandonado vacante vacío baldío | abbandonato vuoto dismesso sfitto | verlassen leer leerstehend Leerstand Brachfläche | abandonado vago vazio devoluto
renovate renewal regeneration refurbish | rénover rénovation réhabiliter renouvellement requalification | renovar renovación rehabilitar regeneración | rinnovare riqualificazione ristrutturare rigenerazione | erneuern Erneuerung sanieren Sanierung | renovar renovação requalificação regeneração
maintain maintenance repair | entretenir entretien réparer maintenance réparation | mantener mantenimiento reparar reparación | mantenere manutenzione riparare riparazione | instandhalten Wartung reparieren Reparatur | manter manutenção reparar reparação
install installation equip equipment | installer installation équiper équipement | instalar instalación equipar equipamiento | installare installazione dotare attrezzatura | installieren Installation ausstatten Ausstattung | instalar instalação equipar equipamento
replace replacement substitute | remplacer remplacement | sustituir reemplazar sustitución | sostituire sostituzione rimpiazzare | ersetzen Ersatz | substituir substituição
adapt adaptation adjust tailor | adapter adaptation ajuster | adaptar adaptación ajustar | adattare adattamento | anpassen Anpassung | adaptar adaptação ajustar
connect connection link | connecter lien relier connexion | conectar conexión enlace vincular | collegare collegamento connessione legame | verbinden Verbindung verknüpfen | ligar conectar conexão ligação vínculo
extend expand spread extension | étendre élargir extension diffusion diffuser | extender ampliar difundir extensión difusión | estendere ampliare diffondere estensione diffusione | erweitern ausweiten verbreiten Verbreitung | estender ampliar difundir extensão difusão
limit restrict restriction | limiter limite restriction restreindre | limitar límite restricción restringir | limitare limite restrizione | begrenzen Grenze einschränken Einschränkung | limitar limite restrição restringir
filter sort | filtrer filtre trier tri | filtrar filtro clasificar | filtrare filtro ordinare | filtern Filter sortieren | filtrar filtro ordenar
copy replicate transfer adopt | copier reproduire transférer transfert adopter | copiar replicar transferir adoptar | copiare replicare trasferire adottare | kopieren übertragen übernehmen Übertragung | copiar replicar transferir adotar
percent share | pourcentage part | porcentaje parte | percentuale quota | Prozent Anteil | percentagem parte
source origin | source origine | fuente origen | fonte origine | Quelle Ursprung Herkunft | fonte origem
context background situation | contexte situation | contexto situación | contesto situazione | Kontext Hintergrund Lage Situation | contexto situação
condition requirement | condition exigence | condición requisito | condizione requisito | Bedingung Voraussetzung Anforderung | condição requisito
step stage phase | étape phase stade | etapa fase paso | tappa fase passo | Schritt Phase Etappe | etapa fase passo
time hour schedule | temps heure horaire | tiempo hora horario | tempo ora orario | Zeit Stunde Uhrzeit Zeitplan | tempo hora horário
date calendar | date calendrier | fecha calendario | data calendario | Datum Kalender Termin | data calendário
holiday vacation | vacances congé férié | vacaciones festivo | vacanza ferie | Ferien Urlaub Feiertag | férias feriado
walk stroll | marche promenade marcher balade | caminar paseo pasear | camminata passeggiata camminare | spazieren Spaziergang gehen Rundgang | caminhada passeio caminhar
eat food meal | manger nourriture repas aliment alimentation | comer comida alimento | mangiare cibo pasto alimento | essen Nahrung Mahlzeit Lebensmittel | comer comida alimento refeição
smoke smoking tobacco | fumer tabac tabagisme | fumar tabaco | fumare tabacco | rauchen Tabak | fumar tabaco
dog animal pet | chien animal | perro animal mascota | cane animale | Hund Tier Haustier | cão animal
tree plant | arbre plante planter | árbol planta plantar | albero pianta piantare | Baum Pflanze pflanzen | árvore planta plantar
paint painting mural | peindre peinture fresque | pintar pintura mural | dipingere pittura murale | malen Gemälde Wandbild | pintar pintura mural
letter mail email post | lettre courrier courriel email | carta correo email | lettera posta email | Brief Post Mail | carta correio email
contact address | contact contacter adresse | contacto contactar dirección | contatto contattare indirizzo | Kontakt kontaktieren Adresse | contato contacto contactar endereço
card badge | carte badge | tarjeta insignia | tessera carta cartellino | Karte Ausweis Plakette | cartão crachá
uniform clothes clothing | uniforme vêtement tenue | uniforme ropa | uniforme divisa vestito abbigliamento | Uniform Kleidung | uniforme roupa
glass bottle | verre bouteille | vidrio botella vaso | vetro bottiglia bicchiere | Glas Flasche | vidro garrafa copo
copper | cuivre | cobre | rame | Kupfer | cobre
metal metallic | métal métallique | metal metálico | metallo metallico | Metall metallisch | metal metálico
machine robot | machine robot | máquina robot | macchina robot | Maschine Roboter | máquina robô
energy electricity power | énergie électricité | energía electricidad | energia elettricità | Energie Strom Elektrizität | energia eletricidade
value worth | valeur valoriser | valor valorar | valore valorizzare | Wert | valor valorizar
interest interested | intérêt intéresser | interés interesar | interesse interessare | Interesse interessieren | interesse interessar
complex complexity | complexe complexité | complejo complejidad | complesso complessità | komplex Komplexität | complexo complexidade
efficient effective effectiveness efficiency | efficace efficacité | eficaz eficiente eficacia | efficace efficiente efficacia | wirksam effektiv effizient Wirksamkeit | eficaz eficiente eficácia
useful usefulness | utile utilité | útil utilidad | utile utilità | nützlich Nutzen hilfreich | útil utilidade
mistake error wrong | erreur faute tort | error equivocación | errore sbaglio | Fehler Irrtum falsch | erro engano
real reality true truth | réel réalité vrai vérité | real realidad verdad verdadero | reale realtà vero verità | real Wirklichkeit wahr Wahrheit echt | real realidade verdade verdadeiro
anniversary birthday | anniversaire | aniversario cumpleaños | anniversario compleanno | Jubiläum Geburtstag Jahrestag | aniversário
chat | chat clavardage | chat | chat | Chat chatten | chat
reach | atteindre toucher joindre | alcanzar llegar | raggiungere | erreichen ansprechen | alcançar chegar
inside indoor inner internal | intérieur interne dedans | interior interno dentro | interno interiore dentro | innen intern innerhalb | interior interno dentro
outside outdoor outer external outsource | extérieur externe dehors externaliser | exterior externo fuera externalizar | esterno fuori esternalizzare | außen extern draußen auslagern | exterior externo fora terceirizar
level degree | niveau degré | nivel grado | livello grado | Ebene Stufe Niveau Grad | nível grau
series cycle | série cycle | serie ciclo | serie ciclo | Reihe Serie Zyklus | série ciclo
prepare preparation ready | préparer préparation prêt | preparar preparación listo | preparare preparazione pronto | vorbereiten Vorbereitung bereit | preparar preparação pronto
catch capture seize | attraper saisir capturer | atrapar capturar | catturare acchiappare | fangen erwischen ergreifen | apanhar capturar
tone style | ton style | tono estilo | tono stile | Ton Tonfall Stil | tom estilo
half middle | demi moitié milieu | mitad medio | metà mezzo | halb Hälfte Mitte | metade meio
list directory | liste annuaire répertoire | lista directorio | elenco lista | Liste Verzeichnis | lista diretório
`;
