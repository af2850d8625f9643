/** What synthetic records are made of, in one language. {topic} is a topic's label or synonym, {place} a town, {measure} and {group} come from the lists. */
export interface Words {
  measures: readonly string[];
  groups: readonly string[];
  titles: readonly string[];
  summaries: readonly string[];
  problems: readonly string[];
  activities: readonly string[];
  results: readonly string[];
  obstacles: readonly string[];
  lessons: readonly string[];
  outcomes: readonly string[];
  workshops: readonly string[];
  projects: readonly string[];
  resources: readonly string[];
  notes: readonly string[];
  city: string;
}

export const words = {
  en: {
    measures: [
      "night patrols",
      "street mediators",
      "a reporting app",
      "training of officers",
      "a lighting plan",
      "workshops with young people",
      "a help desk for victims",
      "a safety audit",
      "a neighbourhood council",
      "a joint control room",
    ],
    groups: [
      "residents",
      "young people",
      "shopkeepers",
      "older people",
      "night workers",
      "schools",
      "tenants",
      "local police",
    ],
    titles: [
      "{topic}: {measure} in {place}",
      "{place} tries {measure}",
      "{measure} against fear in {place}",
      "{place}: {topic} and {measure}",
    ],
    summaries: [
      "{place} answers questions of {topic} with {measure}. {group} take part from the beginning.",
      "With {measure} the municipality of {place} wants to make progress on {topic}, together with {group}.",
      "In {place}, {group} and the police work on {topic}; at the centre stands {measure}.",
    ],
    problems: [
      "For some years {group} had reported more trouble in connection with {topic}.",
      "{topic} had become the first worry of {group}, and nobody felt responsible.",
      "Services worked side by side on {topic} without knowing of each other.",
    ],
    activities: [
      "Every week a team meets {group} on the spot. It brings {measure} and hands what it hears to the services.",
      "The city introduced {measure} in two districts and trained twelve people for it.",
      "A steering group of police, schools and {group} plans {measure} and looks at the figures each quarter.",
    ],
    results: [
      "After a year {group} say that they feel safer.",
      "Reports rose at first, then fell below the level of the year before.",
      "Cooperation between the services has grown; numbers have not changed yet.",
    ],
    obstacles: [
      "Staff changed often",
      "Funding ends after two years",
      "Data protection had to be settled first",
      "Few people knew of it in the beginning",
    ],
    lessons: [
      "Ask {group} before deciding",
      "Begin small and measure from the first day",
      "Somebody must answer what people report",
      "Explain what technology can and cannot do",
    ],
    outcomes: ["Feeling of safety", "Incidents reported", "Trust in the services", "People reached"],
    workshops: [
      "{topic}: what cities have learnt",
      "Exchange on {topic} in {place}",
      "{measure} in practice",
    ],
    projects: ["Cities together on {topic}", "Safer places: {topic}", "{topic} across borders"],
    resources: ["Fact sheet: {topic}", "Guide to {measure}", "{topic}: a toolbox for cities"],
    notes: [
      "We did something similar with {group}; it took a year to be accepted.",
      "How did you pay for {measure}?",
      "The figures would help us: is there a report?",
      "Our experience is different: {group} did not come.",
    ],
    city: "City of {place}",
  },
  fr: {
    measures: [
      "des patrouilles de nuit",
      "des médiateurs de rue",
      "une application de signalement",
      "la formation des agents",
      "un plan d'éclairage",
      "des ateliers avec les jeunes",
      "un guichet d'aide aux victimes",
      "un diagnostic de sécurité",
      "un conseil de quartier",
      "un centre de supervision partagé",
    ],
    groups: [
      "les habitants",
      "les jeunes",
      "les commerçants",
      "les personnes âgées",
      "les travailleurs de nuit",
      "les écoles",
      "les locataires",
      "la police municipale",
    ],
    titles: [
      "{topic} : {measure} à {place}",
      "{place} essaie {measure}",
      "{measure} contre la peur à {place}",
      "{place} : {topic} et {measure}",
    ],
    summaries: [
      "À {place}, {measure} répondent aux questions de {topic}. On y associe dès le début {group}.",
      "Avec {measure}, la municipalité de {place} veut avancer sur le thème « {topic} », avec {group}.",
      "À {place}, la police travaille avec {group} sur le thème « {topic} » ; au centre, {measure}.",
    ],
    problems: [
      "Depuis quelques années, on signalait davantage de troubles liés au thème « {topic} ».",
      "« {topic} » était devenu le premier souci exprimé par {group}, et personne ne se sentait responsable.",
      "Les services travaillaient côte à côte sur le thème « {topic} » sans se connaître.",
    ],
    activities: [
      "Chaque semaine, une équipe rencontre {group} sur place. Elle apporte {measure} et transmet aux services ce qu'elle entend.",
      "La ville a introduit {measure} dans deux quartiers et formé douze personnes.",
      "Un comité réunissant police, écoles et associations prépare {measure} et examine les chiffres chaque trimestre.",
    ],
    results: [
      "Au bout d'un an, on se dit plus en sécurité.",
      "Les signalements ont d'abord augmenté, puis sont passés sous le niveau de l'année précédente.",
      "La coopération entre services a progressé ; les chiffres n'ont pas encore changé.",
    ],
    obstacles: [
      "Le personnel a souvent changé",
      "Le financement s'arrête après deux ans",
      "Il a fallu régler d'abord la protection des données",
      "Peu de gens connaissaient le dispositif au début",
    ],
    lessons: [
      "Interroger {group} avant de décider",
      "Commencer petit et mesurer dès le premier jour",
      "Quelqu'un doit répondre à ce qui est signalé",
      "Expliquer ce que la technique peut et ne peut pas",
    ],
    outcomes: [
      "Sentiment de sécurité",
      "Incidents signalés",
      "Confiance dans les services",
      "Personnes touchées",
    ],
    workshops: [
      "{topic} : ce que les villes ont appris",
      "Échange sur le thème « {topic} » à {place}",
      "{measure} en pratique",
    ],
    projects: [
      "Des villes ensemble : {topic}",
      "Des lieux plus sûrs : {topic}",
      "{topic} par-delà les frontières",
    ],
    resources: ["Fiche : {topic}", "Guide : {measure}", "{topic} : une boîte à outils pour les villes"],
    notes: [
      "Nous avons fait de même avec {group} ; il a fallu un an pour être acceptés.",
      "Comment avez-vous financé {measure} ?",
      "Les chiffres nous aideraient : existe-t-il un rapport ?",
      "Notre expérience diffère : {group} ne sont pas venus.",
    ],
    city: "Ville de {place}",
  },
  es: {
    measures: [
      "patrullas nocturnas",
      "mediadores de calle",
      "una aplicación de avisos",
      "formación de agentes",
      "un plan de alumbrado",
      "talleres con jóvenes",
      "una oficina para víctimas",
      "un diagnóstico de seguridad",
      "un consejo de barrio",
      "una sala de control común",
    ],
    groups: [
      "los vecinos",
      "los jóvenes",
      "los comerciantes",
      "las personas mayores",
      "quienes trabajan de noche",
      "las escuelas",
      "los inquilinos",
      "la policía local",
    ],
    titles: [
      "{topic}: {measure} en {place}",
      "{place} prueba {measure}",
      "{measure} contra el miedo en {place}",
      "{place}: {topic} y {measure}",
    ],
    summaries: [
      "{place} responde a las cuestiones de {topic} con {measure}. Desde el principio participan {group}.",
      "Con {measure}, el ayuntamiento de {place} quiere avanzar en {topic}, junto con {group}.",
      "En {place}, la policía trabaja con {group} sobre {topic}; en el centro, {measure}.",
    ],
    problems: [
      "Desde hacía años llegaban más quejas relacionadas con {topic}.",
      "{topic} era la primera preocupación que expresaban {group}, y nadie se sentía responsable.",
      "Los servicios trabajaban en paralelo sobre {topic} sin conocerse.",
    ],
    activities: [
      "Cada semana un equipo se reúne en el lugar con {group}. Ofrece {measure} y traslada a los servicios lo que escucha.",
      "La ciudad introdujo {measure} en dos distritos y formó a doce personas.",
      "Un grupo de policía, escuelas y asociaciones planifica {measure} y revisa las cifras cada trimestre.",
    ],
    results: [
      "Al cabo de un año la gente dice sentirse más segura.",
      "Los avisos subieron primero y luego bajaron del nivel del año anterior.",
      "La cooperación entre servicios ha crecido; las cifras aún no cambian.",
    ],
    obstacles: [
      "El personal cambió a menudo",
      "La financiación acaba a los dos años",
      "Hubo que resolver antes la protección de datos",
      "Al principio pocos lo conocían",
    ],
    lessons: [
      "Preguntar a {group} antes de decidir",
      "Empezar poco a poco y medir desde el primer día",
      "Alguien debe responder a lo que se avisa",
      "Explicar lo que la técnica puede y no puede",
    ],
    outcomes: [
      "Sensación de seguridad",
      "Incidentes comunicados",
      "Confianza en los servicios",
      "Personas alcanzadas",
    ],
    workshops: [
      "{topic}: lo que han aprendido las ciudades",
      "Intercambio sobre {topic} en {place}",
      "{measure} en la práctica",
    ],
    projects: [
      "Ciudades juntas: {topic}",
      "Lugares más seguros: {topic}",
      "{topic} más allá de las fronteras",
    ],
    resources: ["Ficha: {topic}", "Guía: {measure}", "{topic}: herramientas para ciudades"],
    notes: [
      "Hicimos algo parecido con {group}; tardó un año en aceptarse.",
      "¿Cómo pagaron {measure}?",
      "Las cifras nos ayudarían: ¿hay un informe?",
      "Nuestra experiencia es otra: {group} no vinieron.",
    ],
    city: "Ayuntamiento de {place}",
  },
  it: {
    measures: [
      "pattuglie notturne",
      "mediatori di strada",
      "un'app di segnalazione",
      "formazione degli agenti",
      "un piano di illuminazione",
      "laboratori con i giovani",
      "uno sportello per le vittime",
      "una diagnosi di sicurezza",
      "un consiglio di quartiere",
      "una centrale operativa comune",
    ],
    groups: [
      "i residenti",
      "i giovani",
      "i commercianti",
      "gli anziani",
      "chi lavora di notte",
      "le scuole",
      "gli inquilini",
      "la polizia locale",
    ],
    titles: [
      "{topic}: {measure} a {place}",
      "{place} prova {measure}",
      "{measure} contro la paura a {place}",
      "{place}: {topic} e {measure}",
    ],
    summaries: [
      "{place} risponde alle questioni di {topic} con {measure}. Fin dall'inizio partecipano {group}.",
      "Con {measure} il comune di {place} vuole fare passi avanti su {topic}, insieme con {group}.",
      "A {place} la polizia lavora con {group} su {topic}; al centro, {measure}.",
    ],
    problems: [
      "Da alcuni anni arrivavano più lamentele legate a {topic}.",
      "{topic} era la prima preoccupazione che esprimevano {group}, e nessuno si sentiva responsabile.",
      "I servizi lavoravano fianco a fianco su {topic} senza conoscersi.",
    ],
    activities: [
      "Ogni settimana una squadra incontra sul posto {group}. Porta {measure} e riferisce ai servizi ciò che sente.",
      "La città ha introdotto {measure} in due quartieri e formato dodici persone.",
      "Un gruppo di polizia, scuole e associazioni prepara {measure} e guarda i dati ogni trimestre.",
    ],
    results: [
      "Dopo un anno la gente dice di sentirsi più sicura.",
      "Le segnalazioni sono prima aumentate, poi scese sotto il livello dell'anno precedente.",
      "La collaborazione tra servizi è cresciuta; i numeri non sono ancora cambiati.",
    ],
    obstacles: [
      "Il personale è cambiato spesso",
      "Il finanziamento finisce dopo due anni",
      "Si è dovuta chiarire prima la protezione dei dati",
      "All'inizio pochi lo conoscevano",
    ],
    lessons: [
      "Chiedere prima di decidere: {group}",
      "Cominciare in piccolo e misurare dal primo giorno",
      "Qualcuno deve rispondere alle segnalazioni",
      "Spiegare che cosa la tecnica può e non può",
    ],
    outcomes: ["Sicurezza percepita", "Episodi segnalati", "Fiducia nei servizi", "Persone raggiunte"],
    workshops: [
      "{topic}: che cosa hanno imparato le città",
      "Scambio su {topic} a {place}",
      "{measure} in pratica",
    ],
    projects: ["Città insieme: {topic}", "Luoghi più sicuri: {topic}", "{topic} oltre i confini"],
    resources: ["Scheda: {topic}", "Guida: {measure}", "{topic}: strumenti per le città"],
    notes: [
      "Abbiamo fatto lo stesso con {group}; c'è voluto un anno perché fosse accettato.",
      "Come avete pagato {measure}?",
      "I dati ci aiuterebbero: c'è un rapporto?",
      "La nostra esperienza è diversa: {group} non sono venuti.",
    ],
    city: "Comune di {place}",
  },
  de: {
    measures: [
      "Nachtstreifen",
      "Mediation auf der Straße",
      "eine Melde-App",
      "Schulung der Einsatzkräfte",
      "ein Beleuchtungsplan",
      "Werkstätten mit Jugendlichen",
      "eine Anlaufstelle für Opfer",
      "ein Sicherheitsaudit",
      "ein Stadtteilrat",
      "eine gemeinsame Leitstelle",
    ],
    groups: [
      "Anwohner",
      "Jugendliche",
      "Ladenbesitzer",
      "ältere Menschen",
      "Nachtarbeiter",
      "Schulen",
      "Mieter",
      "die Stadtpolizei",
    ],
    titles: [
      "{topic}: {measure} in {place}",
      "{place} erprobt {measure}",
      "{measure} gegen die Angst in {place}",
      "{place}: {topic} und {measure}",
    ],
    summaries: [
      "{place} antwortet auf Fragen rund um {topic}; das Mittel: {measure}. Von Anfang an beteiligt: {group}.",
      "Die Stadt {place} will beim Thema {topic} vorankommen, gemeinsam mit anderen: {group}. Im Mittelpunkt: {measure}.",
      "In {place} arbeitet die Polizei mit anderen am Thema {topic}: {group}. Im Mittelpunkt steht {measure}.",
    ],
    problems: [
      "Seit einigen Jahren häuften sich Beschwerden über {topic}.",
      "{topic} war die größte Sorge, die {group} nannten, und niemand fühlte sich zuständig.",
      "Die Dienste arbeiteten beim Thema {topic} nebeneinander her, ohne voneinander zu wissen.",
    ],
    activities: [
      "Jede Woche ist ein Team vor Ort im Gespräch: {group}. Es bringt mit: {measure}, und gibt weiter, was es hört.",
      "In zwei Stadtteilen eingeführt: {measure}. Zwölf Menschen wurden dafür geschult.",
      "Eine Runde aus Polizei, Schulen und Vereinen plant {measure} und sieht sich jedes Vierteljahr die Zahlen an.",
    ],
    results: [
      "Nach einem Jahr sagen viele, dass sie sich sicherer fühlen.",
      "Die Meldungen stiegen zuerst und fielen dann unter den Stand des Vorjahres.",
      "Die Zusammenarbeit der Dienste ist gewachsen; die Zahlen sind noch dieselben.",
    ],
    obstacles: [
      "Das Personal wechselte oft",
      "Die Mittel enden nach zwei Jahren",
      "Erst musste der Datenschutz geklärt werden",
      "Anfangs wussten wenige davon",
    ],
    lessons: [
      "Erst fragen, dann entscheiden: {group}",
      "Klein anfangen und vom ersten Tag an messen",
      "Jemand muss auf Meldungen antworten",
      "Erklären, was Technik kann und was nicht",
    ],
    outcomes: ["Sicherheitsgefühl", "Gemeldete Vorfälle", "Vertrauen in die Dienste", "Erreichte Menschen"],
    workshops: [
      "{topic}: was Städte gelernt haben",
      "Austausch über {topic} in {place}",
      "{measure} in der Praxis",
    ],
    projects: ["Städte gemeinsam: {topic}", "Sicherere Orte: {topic}", "{topic} über Grenzen hinweg"],
    resources: ["Merkblatt: {topic}", "Leitfaden: {measure}", "{topic}: Werkzeuge für Städte"],
    notes: [
      "Wir haben Ähnliches gemacht ({group}); es dauerte ein Jahr, bis es angenommen war.",
      "Wie haben Sie das bezahlt: {measure}?",
      "Die Zahlen würden uns helfen: Gibt es einen Bericht?",
      "Bei uns war es anders: Es kamen nicht, die kommen sollten ({group}).",
    ],
    city: "Stadt {place}",
  },
  pt: {
    measures: [
      "patrulhas noturnas",
      "mediadores de rua",
      "uma aplicação de avisos",
      "formação de agentes",
      "um plano de iluminação",
      "oficinas com jovens",
      "um balcão de apoio às vítimas",
      "um diagnóstico de segurança",
      "um conselho de bairro",
      "uma sala de controlo comum",
    ],
    groups: [
      "os moradores",
      "os jovens",
      "os comerciantes",
      "os idosos",
      "quem trabalha à noite",
      "as escolas",
      "os inquilinos",
      "a polícia municipal",
    ],
    titles: [
      "{topic}: {measure} em {place}",
      "{place} experimenta {measure}",
      "{measure} contra o medo em {place}",
      "{place}: {topic} e {measure}",
    ],
    summaries: [
      "{place} responde às questões de {topic} com {measure}. Desde o início participam {group}.",
      "Com {measure}, a câmara de {place} quer avançar em {topic}, em conjunto com {group}.",
      "Em {place}, a polícia trabalha com {group} sobre {topic}; no centro, {measure}.",
    ],
    problems: [
      "Há alguns anos que chegavam mais queixas ligadas a {topic}.",
      "{topic} era a primeira preocupação que exprimiam {group}, e ninguém se sentia responsável.",
      "Os serviços trabalhavam lado a lado em {topic} sem se conhecerem.",
    ],
    activities: [
      "Todas as semanas uma equipa encontra no local {group}. Leva {measure} e transmite aos serviços o que ouve.",
      "A cidade introduziu {measure} em dois bairros e formou doze pessoas.",
      "Um grupo de polícia, escolas e associações planeia {measure} e vê os números em cada trimestre.",
    ],
    results: [
      "Ao fim de um ano as pessoas dizem sentir-se mais seguras.",
      "Os avisos subiram primeiro e desceram depois abaixo do nível do ano anterior.",
      "A cooperação entre serviços cresceu; os números ainda não mudaram.",
    ],
    obstacles: [
      "O pessoal mudou muitas vezes",
      "O financiamento acaba ao fim de dois anos",
      "Foi preciso resolver antes a proteção de dados",
      "No início poucos o conheciam",
    ],
    lessons: [
      "Perguntar antes de decidir: {group}",
      "Começar pequeno e medir desde o primeiro dia",
      "Alguém tem de responder aos avisos",
      "Explicar o que a técnica pode e não pode",
    ],
    outcomes: [
      "Sentimento de segurança",
      "Incidentes comunicados",
      "Confiança nos serviços",
      "Pessoas alcançadas",
    ],
    workshops: [
      "{topic}: o que as cidades aprenderam",
      "Troca de experiências sobre {topic} em {place}",
      "{measure} na prática",
    ],
    projects: [
      "Cidades em conjunto: {topic}",
      "Lugares mais seguros: {topic}",
      "{topic} para além das fronteiras",
    ],
    resources: ["Ficha: {topic}", "Guia: {measure}", "{topic}: ferramentas para cidades"],
    notes: [
      "Fizemos algo parecido com {group}; levou um ano a ser aceite.",
      "Como pagaram {measure}?",
      "Os números ajudavam-nos: há um relatório?",
      "A nossa experiência é outra: {group} não vieram.",
    ],
    city: "Câmara de {place}",
  },
} as const satisfies Record<string, Words>;

/** The languages in which synthetic records are written. */
export type Written = keyof typeof words;

/** Invented towns are put together from these, by country; the language is that of their records. */
export const countries: readonly { code: string; language: Written; first: string[]; last: string[] }[] = [
  {
    code: "DE",
    language: "de",
    first: ["Alten", "Birken", "Eichen", "Linden", "Neu", "Ober"],
    last: ["au", "berg", "feld", "hausen", "stedt", "tal"],
  },
  {
    code: "AT",
    language: "de",
    first: ["Anger", "Grün", "Kirch", "Markt", "Sonn"],
    last: ["bach", "brunn", "dorf", "egg", "see"],
  },
  {
    code: "FR",
    language: "fr",
    first: ["Beau", "Clair", "Haute", "Mont", "Roche", "Val"],
    last: ["court", "fort", "mare", "rive", "vigne", "ville"],
  },
  {
    code: "BE",
    language: "fr",
    first: ["Bois", "Champ", "Fontaine", "Grand"],
    last: ["mont", "pré", "sart", "val"],
  },
  {
    code: "ES",
    language: "es",
    first: ["Alba", "Campo", "Fuente", "Monte", "Peña", "Villa"],
    last: ["blanca", "clara", "florida", "nueva", "rubia", "serena"],
  },
  {
    code: "IT",
    language: "it",
    first: ["Acqua", "Bella", "Castel", "Monte", "Rocca", "Villa"],
    last: ["chiara", "fiore", "lago", "nova", "rosso", "verde"],
  },
  {
    code: "PT",
    language: "pt",
    first: ["Aldeia", "Monte", "Ponte", "Vila", "Vale"],
    last: ["alva", "formosa", "longa", "nova", "verde"],
  },
  {
    code: "NL",
    language: "en",
    first: ["Buiten", "Hoog", "Nieuw", "Ooster", "Zand"],
    last: ["dam", "dijk", "huizen", "veen", "wijk"],
  },
  {
    code: "IE",
    language: "en",
    first: ["Bally", "Clon", "Glen", "Kil"],
    last: ["brack", "dara", "more", "nagh"],
  },
  {
    code: "GB",
    language: "en",
    first: ["Ash", "Brook", "Green", "Nor", "Stone"],
    last: ["bury", "ford", "ham", "mouth", "ton"],
  },
  {
    code: "PL",
    language: "en",
    first: ["Biało", "Dębo", "Lipo", "Nowo"],
    last: ["brzeg", "gród", "wiec", "wo"],
  },
  {
    code: "SE",
    language: "en",
    first: ["Björk", "Ek", "Norr", "Söder"],
    last: ["by", "köping", "torp", "vik"],
  },
  {
    code: "FI",
    language: "en",
    first: ["Koivu", "Kuusi", "Uusi", "Vanha"],
    last: ["järvi", "kylä", "lahti", "niemi"],
  },
  {
    code: "GR",
    language: "en",
    first: ["Agia", "Kalo", "Nea", "Palaio"],
    last: ["kastro", "limni", "polis", "vouni"],
  },
];
