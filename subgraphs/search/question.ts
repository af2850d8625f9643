/** Words that hold a sentence together and say nothing of its subject, in the languages most readers ask in. */
const FUNCTION_WORDS = new Set(
  [
    "a an and are as at be been but by can could did do does for from had has have how i if in into is it its let lets me my of on or our should that the their them there these they this those to us was we were what when where which who whom whose why will with would you your",
    "a à au aux avec ce ces cet cette comment d dans de des du elle elles en est et eu il ils j je l la le les leur leurs m mais mes mon n ne nos notre nous on ont ou où par pas pour pourquoi qu quand que quel quelle quelles quels qui s sa se ses si son sont sur t un une vos votre vous y",
    "a al algunas algunos como con cómo cuál cuáles cuando cuándo de del dónde donde el ella ellas ellos en entre es esta estas este estos fue fueron ha han hay la las le les lo los más me mi mis no nos nuestra nuestro o para pero por porque qué que quién quiénes se ser si sin sobre son su sus también un una unas unos y ya",
    "a ad agli ai al alla alle anche che chi ci come con cosa da dagli dai dal dalla dalle degli dei del della delle di dove e è ed fra gli ha hanno i il in io l la le lo loro ma mi ne negli nei nel nella nelle non o ogni per perché più quale quali quando quanto se si sono su sua sue sui sul sulla suo suoi tra un una uno",
    "als am an auch auf aus bei bin bis da dass dem den der des die dies diese dieser dieses durch ein eine einem einen einer eines er es für gegen hat haben hatte hatten ich ihr ihre ihren im in ist kann können man mit nach nicht noch oder ohne sein seine sich sie sind so über um und uns unser unter vom von vor wann war waren warum was welche welchen welcher welches wenn wer werden wie wird wir wo zu zum zur zwischen",
    "a ao aos as até com como da das de do dos e é ela elas ele eles em entre era esta este eu foi foram há isso isto já lhe mais mas me meu minha na não nas nem no nos nossa nosso num numa o onde os ou para pela pelas pelo pelos por porque qual quais quando que quem são se sem ser seu seus sobre sua suas também um uma",
  ].flatMap((words) => words.split(" ")),
);

/** What every record of the hub is about, so that naming it narrows nothing down: that cities did something and learnt from it. */
const FRAME_WORDS = new Set(
  [
    "city cities town towns municipality municipalities learn learned learnt lesson lessons allow allows allowed use uses used using make makes made",
    "ville villes commune communes municipalité municipalités apprendre appris apprennent leçon leçons permet permettent permis utiliser utilisent fait faire font",
    "ciudad ciudades municipio municipios aprender aprendido aprendieron lección lecciones permite permiten utilizar utilizan usan hace hacen hecho",
    "città comune comuni imparare imparato lezione lezioni permette permettono consente consentono usare usano fa fanno fatto",
    "stadt städte städten gemeinde gemeinden kommune kommunen lernen lernten gelernt lehre lehren erlauben erlaubt ermöglichen nutzen nutzt macht machen gemacht",
    "cidade cidades município municípios aprender aprenderam aprendido lição lições permite permitem usar usam faz fazem feito",
  ].flatMap((words) => words.split(" ")),
);

/** So short a query is a name or a phrase, in which every word counts: The Hague, La Haye. */
const FEW_WORDS = 3;

/** What a question is about: its words without those that only hold it together. Short queries stay as they are. */
export function subjectOf(query: string): string {
  const words = query.match(/[\p{L}\p{M}\p{N}@&+-]+/gu) ?? [];
  if (words.length <= FEW_WORDS || query.includes('"')) return query; // quotation marks ask for a phrase
  const telling = words.filter((word) => !FUNCTION_WORDS.has(word.toLowerCase()));
  const narrowing = telling.filter((word) => !FRAME_WORDS.has(word.toLowerCase()));
  return [narrowing, telling, words].find((some) => some.length > 0)!.join(" ");
}
