import type { Language } from "../../../foundation/language.ts";
import { wordsOf } from "./words.ts";

const setOf = (words: string): ReadonlySet<string> => new Set(wordsOf(words).map((word) => word.folded));

/** Words that hold a sentence together and say nothing of its subject, in the languages of questions. */
const functionWords: Partial<Record<Language, ReadonlySet<string>>> = {
  en: setOf(`
    a an and are as at be been but by can could did do does for from had has have how i if in into is it
    its let lets me my of on or our should that the their them there these they this those to us was we
    were what when where which who whom whose why will with would you your not no about between among
    over under per via their his her he she than then also very more most some any all each other such
    only own same so too just within without during against toward towards
  `),
  fr: setOf(`
    a à au aux avec ce ces cet cette comment d dans de des du elle elles en est et eu il ils j je l la
    le les leur leurs m mais mes mon n ne nos notre nous on ont ou où par pas pour pourquoi qu quand que
    quel quelle quelles quels qui s sa se ses si son sont sur t un une vos votre vous y plus moins très
    aussi entre sans sous vers chez être avoir tout tous toute toutes autre autres
  `),
  es: setOf(`
    a al algunas algunos como con cómo cuál cuáles cuando cuándo de del dónde donde el ella ellas ellos
    en entre es esta estas este estos fue fueron ha han hay la las le les lo los más me mi mis no nos
    nuestra nuestro o para pero por porque qué que quién quiénes se ser si sin sobre son su sus también
    un una unas unos y ya muy más todo todos toda todas otro otros otra otras cada hasta desde contra
  `),
  it: setOf(`
    a ad agli ai al alla alle anche che chi ci come con cosa da dagli dai dal dalla dalle degli dei del
    della delle di dove e è ed fra gli ha hanno i il in io l la le lo loro ma mi ne negli nei nel nella
    nelle non o ogni per perché più quale quali quando quanto se si sono su sua sue sui sul sulla suo
    suoi tra un una uno molto più tutto tutti tutta tutte altro altri altra altre ogni contro verso
    senza
  `),
  de: setOf(`
    als am an auch auf aus bei bin bis da dass dem den der des die dies diese dieser dieses durch ein
    eine einem einen einer eines er es für gegen hat haben hatte hatten ich ihr ihre ihren im in ist
    kann können man mit nach nicht noch oder ohne sein seine sich sie sind so über um und uns unser
    unter vom von vor wann war waren warum was welche welchen welcher welches wenn wer werden wie wird
    wir wo zu zum zur zwischen beim mehr sehr alle allem aller anderen andere jede jeder jedes ins ans
  `),
  pt: setOf(`
    a ao aos as até com como da das de do dos e é ela elas ele eles em entre era esta este eu foi foram
    há isso isto já lhe mais mas me meu minha na não nas nem no nos nossa nosso num numa o onde os ou
    para pela pelas pelo pelos por porque qual quais quando que quem são se sem ser seu seus sobre sua
    suas também um uma muito mais todo todos toda todas outro outros outra outras cada até desde contra
    pelos
  `),
};

/** What every record of the hub is about, so that naming it narrows nothing down: that cities did something and learnt from it. */
const frameWords: Partial<Record<Language, ReadonlySet<string>>> = {
  en: setOf(`
    city cities town towns municipality municipalities learn learned learnt lesson lessons allow allows
    allowed use uses used using make makes made
  `),
  fr: setOf(`
    ville villes commune communes municipalité municipalités apprendre appris apprennent leçon leçons
    permet permettent permis utiliser utilisent fait faire font
  `),
  es: setOf(`
    ciudad ciudades municipio municipios aprender aprendido aprendieron lección lecciones permite
    permiten utilizar utilizan usan hace hacen hecho
  `),
  it: setOf(`
    città comune comuni imparare imparato lezione lezioni permette permettono consente consentono usare
    usano fa fanno fatto
  `),
  de: setOf(`
    stadt städte städten gemeinde gemeinden kommune kommunen lernen lernten gelernt lehre lehren
    erlauben erlaubt ermöglichen nutzen nutzt macht machen gemacht
  `),
  pt: setOf(`
    cidade cidades município municípios aprender aprenderam aprendido lição lições permite permitem usar
    usam faz fazem feito
  `),
};

const all = (lists: typeof functionWords): ReadonlySet<string> =>
  new Set(Object.values(lists).flatMap((words) => [...words]));
const anyFunctionWord = all(functionWords);
const anyFrameWord = all(frameWords);

/** Does this word, without accents, only hold a sentence together? In that language, or in any where none is known. */
export const isFunctionWord = (word: string, language: Language | null): boolean =>
  ((language && functionWords[language]) ?? anyFunctionWord).has(word);

/** Does this word, without accents, say what is true of every record? */
export const isFrameWord = (word: string, language: Language | null): boolean =>
  ((language && frameWords[language]) ?? anyFrameWord).has(word);
