"""How languages say which days they mean: "yesterday", "last week", "two months ago", "in spring 2024", "Q1".

A row of patterns for each language of `months.LANGUAGES`. A space in a pattern is any white space; `{n}` stands for a
count, `{unit}` for a unit of time, `{weekday}` for the name of a weekday, `{season}` for one of the year's, `{nth}` for
the number of a quarter or half, in words or figures, and `{year}` for a year.
"""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from retrieval.language.expressions import TypedExpression, typed_expression
from retrieval.language.months import WEEKDAYS
from retrieval.language.number_words import two_to_twelve

KINDS = (
    "before yesterday", "yesterday", "today", "this", "ago", "past", "last", "weekday", "last weekday",
    "season", "this season", "last season", "quarter", "this quarter", "half", "decade",
)  # fmt: skip
"""What a pattern means, of patterns that fit at the same place the first. `past` is some units up to today, `ago`
the day or unit that many units back; `weekday` may be today; a season, a quarter and a half are those of a year."""

PARTS = ("early", "middle", "late", "week")
"""The parts of some days that may be meant, and the week of a day."""

UNITS = ("hour", "day", "weekend", "week", "month", "quarter", "year")


class TimePhrases(NamedTuple):
    """The patterns of a language.

    `units` are in the order of `UNITS`, `numbers` from 1 on, `weekdays` from Monday on, `seasons` from spring on, `nth`
    from the first to the fourth, each a pattern; `phrases` are by their kind; `parts`, in the order of `PARTS`, is what
    comes before days of which a part is meant, or the week of a day.
    """

    units: str
    numbers: str
    weekdays: str
    seasons: str
    nth: str
    phrases: Mapping[str, str]
    parts: str
    edge: str = r"\b"


def _numbers(one: str, language: str) -> str:
    """The numbers from 1 to 12 of a language that doesn't inflect the others, with a pattern for the first of them."""
    return ";".join([one, *two_to_twelve(language)])


_EN = TimePhrases(
    "hours?;days?;weekends?;weeks?;months?;quarters?;years?",
    _numbers("one|an?", "en"),
    ";".join(WEEKDAYS),
    "spring;summer;autumn|fall;winter",
    "first|1st;second|2nd;third|3rd;fourth|4th|last",
    {
        "before yesterday": "the day before yesterday",
        "yesterday": "yesterday|last night",
        "today": "today|tonight|this (?:morning|afternoon|evening)",
        "this": "(?:this|the current)(?: past)? {unit}",
        "past": "(?:last|past|previous) {n} {unit}|past {unit}",
        "last": "(?:last|previous)(?: past)? {unit}",
        "ago": "(?<!than )(?<!than about ){n} {unit} ago",
        "weekday": "(?:on|this) {weekday}",
        "last weekday": "last {weekday}",
        "season": "{season}(?: of)?(?: the year)? {year}",
        "this season": "this {season}",
        "last season": "last {season}",
        "quarter": "(?:{nth} quarter|Q{digit})(?: of)?(?: the year)? {year}|{year} Q{digit}|{year}'s {nth} quarter",
        "this quarter": "(?:in|during|for|of) (?:the {nth} quarter|Q{digit})",
        "half": "(?:{nth} half|H{digit})(?: of)?(?: the year)? {year}",
        "decade": "{decade}s",
    },
    "early(?: in)?|(?:beginning|start) of;mid[ -]?|middle of;late(?: in)?|end of"
    ";week(?: (?:of|beginning|starting|commencing|from|on|the))+",
)
_DE = TimePhrases(
    "Stunden?;Tag(?:e[ns]?|s)?;Wochenendes?|Wochenenden;Wochen?;Monat(?:e[ns]?|s)?"
    ";Quartal(?:e[ns]?|s)?;Jahr(?:e[ns]?|s)?",
    _numbers("ein(?:e[nmrs]?)?", "de"),
    "Montag;Dienstag;Mittwoch;Donnerstag;Freitag;Samstag|Sonnabend;Sonntag",
    "Frühling|Frühjahr;Sommer;Herbst;Winter",
    "erste[ns]?;zweite[ns]?;dritte[ns]?;vierte[ns]?|letzte[ns]?",
    {
        "before yesterday": "vorgestern",
        "yesterday": "gestern",
        "today": "heute",
        "this": "(?:diese[mnrs]?|laufende[mnrs]?) {unit}",
        "past": "(?:letzten|vergangenen|vorigen|seit) {n} {unit}",
        "last": (
            "(?:letzte|vergangene|vorige)[mnrs]? {unit}|Vor(?:(?P<unit_week>woche)"
            "|(?P<unit_month>monat)|(?P<unit_year>jahr))"
        ),
        "ago": "(?<!als )vor {n} {unit}",
        "weekday": "(?:am|diesen) {weekday}",
        "last weekday": "(?:letzten|vergangenen|vorigen) {weekday}",
        "season": "{season}(?: des Jahres)? {year}",
        "this season": "diese[mn] {season}",
        "last season": "(?:letzten|vergangenen|vorigen) {season}",
        "quarter": "(?:{nth}|{digit}\\.) Quartal(?: des Jahres| von)? {year}|Q{digit} {year}",
        "this quarter": "im (?:{nth}|{digit}\\.) Quartal",
        "half": "(?:{nth}|{digit}\\.) (?:Halbjahr|Jahreshälfte|Hälfte)(?: des Jahres| von)? {year}",
        "decade": "{decade}er(?: Jahren?)?",
    },
    r"Anfang|zu Beginn(?: des)?;Mitte;Ende;Woche (?:vom|ab|des|mit dem)(?: \w+tag,?(?: dem)?)?",
)
_ES = TimePhrases(
    "horas?;días?;fin(?:es)? de semana;semanas?;mes(?:es)?;trimestres?;años?",
    _numbers("un[ao]?", "es"),
    "lunes;martes;miércoles;jueves;viernes;sábado;domingo",
    "primavera;verano;otoño;invierno",
    "primer;segundo;tercer;cuarto|último",
    {
        "before yesterday": "anteayer|antes de ayer",
        "yesterday": "ayer|anoche",
        "today": "hoy",
        "this": "est[ea] {unit}",
        "past": "últim[oa]s {n} {unit}|{n} últim[oa]s {unit}|últim[oa] {unit}",
        "last": "{unit} (?:pasad[oa]|anterior)|pasad[oa] {unit}",
        "ago": "hace {n} {unit}",
        "weekday": "(?:el|este) {weekday}",
        "last weekday": "pasado {weekday}|{weekday} pasado",
        "season": "{season}(?: del?)?(?: año)? {year}",
        "this season": "est[ea] {season}",
        "last season": "{season} pasad[oa]|pasad[oa] {season}",
        "quarter": "(?:{nth}|{digit}\\.?(?:er|º)?) trimestre(?: del?)?(?: año)? {year}",
        "this quarter": "en el {nth} trimestre",
        "half": "{nth}a? (?:semestre|mitad)(?: del?)?(?: año)? {year}",
        "decade": "años {decade}",
    },
    "(?:principios|comienzos|inicios) del?;mediados del?;(?:fines|finales) del?;semana del?",
)
_FR = TimePhrases(
    "heures?;jours?;week-ends?;semaines?;mois;trimestres?;an(?:née)?s?",
    _numbers("une?", "fr"),
    "lundi;mardi;mercredi;jeudi;vendredi;samedi;dimanche",
    "printemps;été;automne;hiver",
    "premi(?:er|ère);deuxième|second;troisième;quatrième|dernier",
    {
        "before yesterday": "avant-hier",
        "yesterday": "hier",
        "today": "aujourd'hui|ce (?:matin|soir)",
        "this": "ce(?:tte|t)? {unit}(?:-ci)?",
        "past": "{n} (?:derni(?:ers|ères)|passé[es]+) {unit}|derni(?:ers|ères) {n} {unit}|depuis {n} {unit}",
        "last": "{unit} (?:derni(?:er|ère)|passée?|précédente?)",
        "ago": "il y a {n} {unit}",
        "weekday": "ce {weekday}|(?<!le )(?<!les ){weekday}(?! prochain|s)",
        "last weekday": "{weekday} dernier",
        "season": "{season}(?: de)?(?: l'année)? {year}",
        "this season": "cet? {season}",
        "last season": "{season} dernier",
        "quarter": "(?:{nth}|{digit}(?:er|e|ème)?) trimestre(?: de)?(?: l'année)? {year}|[TQ]{digit} {year}",
        "this quarter": "au {nth} trimestre",
        "half": "(?:{nth}|{digit}(?:er|e)?) (?:semestre|moitié)(?: de)?(?: l'année)? {year}",
        "decade": "années {decade}",
    },
    "début(?: de)?;mi-|au milieu de;fin(?: de)?;semaine du",
)
_IT = TimePhrases(
    "or[ae];giorn[oi];(?:fine settimana|weekend);settiman[ae];mes[ei];trimestr[ei];ann[oi]",
    _numbers("un[oa]?", "it"),
    "lunedì;martedì;mercoledì;giovedì;venerdì;sabato;domenica",
    "primavera;estate;autunno;inverno",
    "prim[oa];second[oa];terzo;quarto|ultimo",
    {
        "before yesterday": "l'altro ieri|ieri l'altro|altroieri",
        "yesterday": "ieri",
        "today": "oggi|stamattina|stasera",
        "this": "(?:quest[oa] |quest'){unit}",
        "past": "ultim[ie] {n} {unit}",
        "last": "{unit} (?:scors[oa]|passat[oa])|scors[oa] {unit}",
        "ago": "{n} {unit} fa",
        "weekday": "(?:questo |(?<!il )(?<!ogni )(?<!la )(?<!di )){weekday}(?! prossim)",
        "last weekday": "scors[oa] {weekday}|{weekday} scors[oa]",
        "season": "{season}(?: del)?(?:l'anno)? {year}",
        "this season": "quest[oa] {season}|quest'{season}",
        "last season": "{season} scors[oa]|scors[oa] {season}",
        "quarter": "(?:{nth}|{digit}º?) trimestre(?: del)?(?:l'anno)? {year}",
        "this quarter": "nel {nth} trimestre",
        "half": "{nth} (?:semestre|metà)(?: del)?(?:l'anno)? {year}",
        "decade": "anni {decade}",
    },
    "inizio(?: di)?|all'inizio del?;metà(?: di)?;fine(?: di)?|alla fine del?;settimana del(?:l')?",
)
_PT = TimePhrases(
    "horas?;dias?;fi(?:m|ns) de semana;semanas?;m(?:ês|eses);trimestres?;anos?",
    "uma?;dois|duas;três;quatro;cinco;seis;sete;oito;nove;dez;onze;doze",
    "segunda-feira;terça-feira;quarta-feira;quinta-feira;sexta-feira;sábado;domingo",
    "primavera;verão;outono;inverno",
    "primeir[oa];segund[oa];terceiro;quarto|último",
    {
        "before yesterday": "anteontem",
        "yesterday": "ontem",
        "today": "hoje",
        "this": "(?:n?est[ea]|n?ess[ea]) {unit}",
        "past": "últim[oa]s {n} {unit}|últim[oa] {unit}",
        "last": "{unit} passad[oa]|passad[oa] {unit}",
        "ago": "há {n} {unit}|{n} {unit} atrás",
        "weekday": "(?:na|no|n?est[ea]) {weekday}",
        "last weekday": "(?:última|último) {weekday}|{weekday} passad[oa]",
        "season": "{season}(?: d[eo])?(?: ano(?: de)?)? {year}",
        "this season": "n?est[ea] {season}",
        "last season": "{season} passad[oa]",
        "quarter": "(?:{nth}|{digit}º?) trimestre(?: d[eo])?(?: ano(?: de)?)? {year}",
        "this quarter": "no {nth} trimestre",
        "half": "{nth} (?:semestre|metade)(?: d[eo])?(?: ano(?: de)?)? {year}",
        "decade": "anos (?:de )?{decade}",
    },
    "(?:início|começo) d[eo];meados d[eo];(?:fim|final|finais) d[eo];semana d[eo]",
)
_NL = TimePhrases(
    "u(?:ur|ren);dag(?:en)?;weekend(?:en)?;we(?:ek|ken);maand(?:en)?;kwartaal|kwartalen;ja(?:ar|ren)",
    _numbers("een|één", "nl"),
    "maandag;dinsdag;woensdag;donderdag;vrijdag;zaterdag;zondag",
    "lente|voorjaar;zomer;herfst|najaar;winter",
    "eerste;tweede;derde;vierde|laatste",
    {
        "before yesterday": "eergisteren",
        "yesterday": "gisteren|gisteravond",
        "today": "vandaag|vanochtend|vanavond",
        "this": "(?:deze|dit) {unit}",
        "past": "(?:afgelopen|laatste|voorbije) {n} {unit}",
        "last": "(?:vorige?|afgelopen|verleden) {unit}",
        "ago": "(?<!dan ){n} {unit} geleden",
        "weekday": "(?:op|deze) {weekday}",
        "last weekday": "(?:vorige|afgelopen) {weekday}",
        "season": "{season}(?: van)?(?: het jaar)? {year}",
        "this season": "(?:deze|dit) {season}",
        "last season": "(?:vorige?|afgelopen) {season}",
        "quarter": "(?:{nth}|{digit}e) kwartaal(?: van)?(?: het jaar)? {year}",
        "this quarter": "in het {nth} kwartaal",
        "half": "{nth} (?:helft|halfjaar)(?: van)?(?: het jaar)? {year}",
        "decade": "jaren {decade}",
    },
    "begin;half|medio;eind;week van",
)
_PL = TimePhrases(
    "godzin[ęy]?;d(?:zień|ni|niu|niach);weekend(?:u|y|ów|zie)?;tydzień|tygodni(?:[aeu]|ach)?"
    ";miesi(?:ąc(?:[aeu]|ach)?|ęcy)"
    ";kwarta(?:ł(?:u|y|ów)?|le);rok(?:u|iem)?|lat(?:a|ach)?",
    "jeden|jedną;dwa|dwie|dwóch;trzy|trzech;cztery|czterech;pięć|pięciu;sześć|sześciu;siedem|siedmiu;osiem|ośmiu"
    ";dziewięć|dziewięciu;dziesięć|dziesięciu;jedenaście|jedenastu;dwanaście|dwunastu",
    "poniedział(?:ek|ku);wtor(?:ek|ku);środ[ęay];czwart(?:ek|ku);piąt(?:ek|ku);sobot[ęay];niedziel[ęai]",
    "wiosn(?:a|ą|y|ę);lat(?:o|em|a);jesie(?:ń|nią|ni);zim(?:a|ą|y|ę)",
    "pierwsz(?:y|ym|ego|a|ej)|I;drug(?:i|im|iego|a|iej)|II;trzeci(?:m|ego)?|III;czwart(?:y|ym|ego)|IV",
    {
        "before yesterday": "przedwczoraj",
        "yesterday": "wczoraj",
        "today": "dzisiaj|dziś",
        "this": "(?:tym|ten|tego) {unit}",
        "past": "(?:ostatni(?:e|ch)|minion(?:e|ych)) {n} {unit}",
        "last": "(?:zeszł|ubiegł|minion|poprzedni)(?:y|ym|ego|m|) {unit}",
        "ago": "{n} {unit} temu|(?:(?P<unit_year>rok)|(?P<unit_week>tydzień)|(?P<unit_month>miesiąc)) temu",
        "weekday": "(?:we?|ten|tę) {weekday}",
        "last weekday": "(?:zeszł|ubiegł|minion|ostatni)(?:y|ą|ym|ej|ego|) {weekday}",
        "season": "{season} {year}",
        "this season": "(?:tej|tego) {season}",
        "last season": "(?:zeszł|ubiegł|minion)(?:ej|ą|ego|ym) {season}",
        "quarter": "(?:{nth}|{digit}\\.) kwarta(?:le|łu|ł) {year}",
        "this quarter": "w {nth} kwartale",
        "half": "{nth} poł(?:owa|owie|owy|roczu|rocze|rocza)(?: roku)? {year}",
        "decade": "lat(?:a|ach)? {decade}(?:-?(?:tych|te))?",
    },
    "początk(?:u|iem)|początek;połow(?:ie|a);(?:pod )?kon(?:iec|cu);(?:tygodniu|tydzień) od",
)
_RU = TimePhrases(
    "час(?:а|ов)?;д(?:ень|ня|ней|не);выходны[ехм]{1,2};недел(?:я|ю|и|е|ь);месяц(?:а|ев|е)?;квартал(?:а|ов|е)?"
    ";год(?:а|у|ом)?|лет",
    "один|одну|одна;два|две;три;четыре;пять;шесть;семь;восемь;девять;десять;одиннадцать;двенадцать",
    "понедельник[а]?;вторник[а]?;сред[уы];четверг[а]?;пятниц[уы];суббот[уы];воскресень[ея]",
    "весн(?:а|ой|ы|у);лет(?:о|ом|а);осен(?:ь|ью|и);зим(?:а|ой|ы|у)",
    "перв(?:ый|ом|ого|ая|ой);втор(?:ой|ом|ого|ая);трет(?:ий|ьем|ьего);четв[её]рт(?:ый|ом|ого)",
    {
        "before yesterday": "позавчера",
        "yesterday": "вчера",
        "today": "сегодня",
        "this": "(?:эт(?:ой|ом|от|у|и|их)|текущ(?:ем|ий|ей)) {unit}",
        "past": "последни(?:е|х) {n} {unit}",
        "last": "прошл(?:ой|ом|ый|ую|ые|ых|ого) {unit}",
        "ago": "{n} {unit} назад|(?:(?P<unit_year>год)|(?P<unit_week>неделю)|(?P<unit_month>месяц)) назад",
        "weekday": "во? {weekday}",
        "last weekday": "(?:в )?прошл(?:ый|ую|ое|ого|ой) {weekday}",
        "season": "{season} {year}",
        "this season": "эт(?:ой|им) {season}",
        "last season": "прошл(?:ой|ым) {season}",
        "quarter": "(?:{nth}|{digit}-?(?:й|м)?) квартале?а? {year}",
        "this quarter": "в {nth} квартале",
        "half": "{nth} (?:половин(?:а|е|ы)|полугоди(?:е|и|я))(?: года)? {year}",
        "decade": "{decade}-?(?:е|х|ые|ых)(?: год(?:ы|ов|ах))?",
    },
    "начал[оеа];середин[аеы];кон(?:ец|це|ца);недел[яюеи] с",
)
_UK = TimePhrases(
    "годин[иу]?;д(?:ень|ні|нів|ня);вихідн(?:их|і);тиж(?:день|ня|ні|нів);місяц(?:ь|я|і|ів);квартал(?:у|і|ів)?"
    ";р(?:ік|оку|оки|оків|оці)",
    "один|одну;два|дві;три;чотири;п'ять;шість;сім;вісім;дев'ять;десять;одинадцять;дванадцять",
    "понеділ(?:ок|ка);вівтор(?:ок|ка);серед[уи];четвер(?:га)?;п'ятниц[юі];субот[уи];неділ[юі]",
    "весн(?:а|ою|и|і);літ(?:о|ом|а|ку);ос(?:інь|ені|ени);зим(?:а|ою|и|і|ку)",
    "перш(?:ий|ому|ого|а|ій);друг(?:ий|ому|ого|а|ій);трет(?:ій|ьому|ього);четверт(?:ий|ому|ого)",
    {
        "before yesterday": "позавчора",
        "yesterday": "вчора|учора",
        "today": "сьогодні",
        "this": "(?:цього|цьому|цей|ці) {unit}",
        "past": "останн(?:і|іх) {n} {unit}",
        "last": "минул(?:ого|ому|ий|і|их) {unit}",
        "ago": "{n} {unit} тому|(?:(?P<unit_year>рік)|(?P<unit_week>тиждень)|(?P<unit_month>місяць)) тому",
        "weekday": "[ув] {weekday}",
        "last weekday": "минул(?:ого|ої|у|ий) {weekday}",
        "season": "(?:на)?(?:в|у)?{season} {year}",
        "this season": "ці(?:єї|єю) {season}",
        "last season": "минул(?:ої|ого) {season}",
        "quarter": "(?:{nth}|{digit}-?(?:й|му)?) кварталу?і? {year}",
        "this quarter": "[ув] {nth} кварталі",
        "half": "{nth} (?:половин(?:а|і|и)|півріччі?я?)(?: року)? {year}",
        "decade": "{decade}-?(?:і|их|ті|тих)(?: рок(?:и|ів|ах))?",
    },
    "почат(?:ку|ок);середин[аіи];наприкінці|кін(?:ці|ець|ця);тиж(?:день|ня|ні) (?:з|від)",
)
_SV = TimePhrases(
    "timm(?:e|ar|arna);dag(?:ar|arna|en)?;helg(?:en|er)?;veck(?:a|an|or|orna);månad(?:en|er|erna)?;kvartal(?:et|en)?"
    ";år(?:et|en)?",
    _numbers("en|ett", "sv"),
    "måndag;tisdag;onsdag;torsdag;fredag;lördag;söndag",
    "vår(?:en)?;sommar(?:en)?;höst(?:en)?;vinter(?:n)?",
    "första;andra;tredje;fjärde|sista",
    {
        "before yesterday": "i förrgår|förrgår",
        "yesterday": "i ?går",
        "today": "i ?dag",
        "this": "(?:den|det) här {unit}|denna {unit}|i (?P<unit_year>år)",
        "past": "(?:senaste|sista) {n} {unit}",
        "last": "(?:förra|föregående) {unit}|i (?P<unit_year>fjol)",
        "ago": "för {n} {unit} sed(?:an|en)",
        "weekday": "i {weekday}s|på {weekday}en",
        "last weekday": "förra {weekday}(?:en)?",
        "season": "{season} {year}",
        "this season": "den här {season}",
        "last season": "förra {season}",
        "quarter": "(?:{nth}|{digit}:[ae]) kvartalet(?: av| år)? {year}",
        "this quarter": "under (?:det )?{nth} kvartalet",
        "half": "{nth} (?:halvåret|hälften)(?: av| år)? {year}",
        "decade": "{decade}-tal(?:et)?",
    },
    "början av;mitten av;slutet av;vecka[n]? (?:med|från)(?: den)?",
)
_TR = TimePhrases(
    "saat(?:te)?;gün(?:de)?;hafta sonu;hafta(?:da)?;ay(?:da)?;çeyrek(?:te)?;yıl(?:da)?|sene(?:de)?",
    "bir;iki;üç;dört;beş;altı;yedi;sekiz;dokuz;on;on bir;on iki",
    "pazartesi;salı;çarşamba;perşembe;cuma(?!rtesi);cumartesi;pazar(?!tesi)",
    "(?:ilk)?bahar(?:ında|da)?;yaz(?:ında|da|ın)?;sonbahar(?:ında|da)?;kış(?:ında|ta|ın)?",
    "ilk|birinci;ikinci;üçüncü;dördüncü|son",
    {
        "before yesterday": "evvelsi gün|önceki gün",
        "yesterday": "dün",
        "today": "bugün",
        "this": "bu {unit}",
        "past": "(?:son|geçen|geçtiğimiz) {n} {unit}",
        "last": "(?:geçen|geçtiğimiz|önceki) {unit}",
        "ago": "{n} {unit} önce",
        "weekday": "(?:bu )?{weekday}(?: günü)",
        "last weekday": "geçen {weekday}(?: günü)?",
        "season": "{year}(?:'?[yıiuün]{1,3})? {season}|{season} {year}",
        "this season": "bu {season}",
        "last season": "geçen {season}",
        "quarter": "{year}(?:'?[yıiuünn]{1,3})? (?:yılının )?(?:{nth}|{digit}\\.) çeyre(?:k|ği|ğinde)",
        "this quarter": "(?:yılın )?{nth} çeyre(?:kte|ğinde)",
        "half": "{year}(?:'?[yıiuün]{1,3})? (?:yılının )?{nth} yarısı(?:nda)?",
        "decade": "{decade}'?l[ae]r(?:da|de)?",
    },
    "(?:'?[ıiuü]n)? (?:başında|başlarında);(?:'?[ıiuü]n)? (?:ortasında|ortalarında)"
    ";(?:'?[ıiuü]n)? (?:sonunda|sonlarında);(?:'?[ıiuü]n)? haftasında",
)
_ZH = TimePhrases(
    "个?小时;天|日;周末;(?:个?星期|周|个?礼拜);个?月;个?季度;年",
    "一;两|二;三;四;五;六;七;八;九;十;十一;十二",
    "(?:周|星期|礼拜)一;(?:周|星期|礼拜)二;(?:周|星期|礼拜)三;(?:周|星期|礼拜)四;(?:周|星期|礼拜)五;(?:周|星期|礼拜)六"
    ";(?:周|星期|礼拜)[日天]",
    "春[天季]?;夏[天季]?;秋[天季]?;冬[天季]?",
    "第?一;第?二;第?三;第?四",
    {
        "before yesterday": "前天",
        "yesterday": "昨[天日晚]",
        "today": "今[天日晚]",
        "this": "(?:本|这一?个?|今){unit}",
        "past": "(?:最近|过去|近){n}{unit}",
        "last": "(?:上一?个?|去){unit}",
        "ago": "{n}{unit}(?:之?前|以前)",
        "weekday": "(?:这|本)?{weekday}",
        "last weekday": "上个?{weekday}",
        "season": "{year}年?的?{season}",
        "this season": "今年{season}",
        "last season": "去年{season}",
        "quarter": "{year}年?的?(?:{nth}|第?{digit})季度?",
        "this quarter": "今年的?{nth}季度",
        "half": "{year}年?的?(?P<first_half>上半年)|{year}年?的?(?P<second_half>下半年)",
        "decade": "{decade}年代",
    },
    "初|上旬;中旬|年中;底|下旬|末;(?:的?那)(?:一?周|个?星期)",
    edge="",
)
_JA = TimePhrases(
    "時間;日;週末;週間?;(?:か|ヶ|カ|ヵ|箇)?月;四半期;年",
    "一;二;三;四;五;六;七;八;九;十;十一;十二",
    "月曜日?;火曜日?;水曜日?;木曜日?;金曜日?;土曜日?;日曜日?",
    "春;夏;秋;冬",
    "第?一;第?二;第?三;第?四",
    {
        "before yesterday": "一昨日|おととい",
        "yesterday": "昨日|きのう",
        "today": "今日|本日|今朝|今夜",
        "this": "(?:今|この|本)の?{unit}",
        "past": "(?:過去|ここ|最近の?|この){n}{unit}間?",
        "last": "(?:先|昨|前|去){unit}",
        "ago": "{n}{unit}(?:前|まえ)",
        "weekday": "(?:今週の)?{weekday}",
        "last weekday": "先週の?{weekday}",
        "season": "{year}年の?{season}",
        "this season": "今年の?{season}|この{season}",
        "last season": "(?:去年|昨年)の?{season}",
        "quarter": "{year}年の?第?(?:{nth}|{digit})四半期",
        "this quarter": "今年の?第?(?:{nth}|{digit})四半期",
        "half": "{year}年の?(?P<first_half>上半期|前半)|{year}年の?(?P<second_half>下半期|後半)",
        "decade": "{decade}年代",
    },
    "の?(?:初め|はじめ|上旬|初旬);の?(?:半ば|中旬);の?(?:終わり|下旬|末);の週",
    edge="",
)
_AR = TimePhrases(
    "ساع(?:ة|ات);(?:ال)?(?:يوم|أيام|يوما|يومًا);(?:عطلة )?نهاية الأسبوع"
    ";(?:ال)?(?:أسبوع|أسابيع|أسبوعين);(?:ال)?(?:شهر|أشهر|شهور|شهرين)"
    ";(?:ال)?(?:ربع);(?:ال)?(?:عام|سنة|أعوام|سنوات|عامين|سنتين)",
    "واحد;اثنين|اثنتين;ثلاثة?;أربعة?;خمسة?;ستة?;سبعة?;ثمانية?|ثماني;تسعة?;عشرة?;أحد عشر;اثني عشر",
    "الاثنين|الإثنين;الثلاثاء;الأربعاء;الخميس;الجمعة;السبت;الأحد",
    "(?:ال)?ربيع;(?:ال)?صيف;(?:ال)?خريف;(?:ال)?شتاء",
    "الأول;الثاني;الثالث;الرابع|الأخير",
    {
        "before yesterday": "أول أمس|أمس الأول",
        "yesterday": "أمس|البارحة",
        "today": "اليوم",
        "this": "هذ[اهي]ه? {unit}|{unit} (?:الحالي|الجاري)ة?",
        "past": "(?:آخر|خلال|الأخيرة) {n} {unit}|{unit} ال{n} (?:الماضية|الأخيرة)",
        "last": "{unit} (?:الماضي|الفائت|المنصرم)ة?",
        "ago": (
            "قبل {n} {unit}|منذ {n} {unit}|قبل (?:(?P<unit_day>يوم)|(?P<unit_week>أسبوع)"
            "|(?P<unit_month>شهر)|(?P<unit_year>عام|سنة))"
        ),
        "weekday": "يوم {weekday}",
        "last weekday": "(?:يوم )?{weekday} الماضي",
        "season": "{season}(?: عام| سنة)? {year}",
        "this season": "هذا {season}",
        "last season": "{season} الماضي",
        "quarter": "(?:ال)?ربع {nth}(?: من)?(?: عام| سنة)? {year}",
        "this quarter": "في الربع {nth}",
        "half": "(?:ال)?نصف {nth}(?: من)?(?: عام| سنة)? {year}",
        "decade": "(?!)",
    },
    "(?:أوائل|مطلع|بداية)(?: شهر| عام)?;(?:منتصف|أواسط)(?: شهر| عام)?;(?:أواخر|نهاية)(?: شهر| عام)?;أسبوع",
)

_TABLE: Mapping[str, TimePhrases] = MappingProxyType(
    {
        "en": _EN, "ar": _AR, "de": _DE, "es": _ES, "fr": _FR, "it": _IT, "ja": _JA, "nl": _NL, "pl": _PL, "pt": _PT,
        "ru": _RU, "sv": _SV, "tr": _TR, "uk": _UK, "zh": _ZH,
    }
)  # fmt: skip


class TimePhrase(NamedTuple):
    """A kind of `KINDS` and what says it."""

    kind: str
    pattern: TypedExpression


@cache
def time_phrases(language: str) -> tuple[TimePhrase, ...]:
    """What says which days are meant in a language; nothing in one that has no row.

    The groups of a pattern: `n` for a count in figures, else `n1` and so on; `unit_day` and so on, `weekday1` from
    Monday on, `season1` from spring on, `nth1` and so on or `digit`, `year` and, of a winter, `next_year`; `decade`.
    """
    table = _TABLE.get(language)
    if table is None:
        return ()
    parts = {
        "n": rf"(?<!\d)(?:(?P<n>\d{{1,3}})|{_grouped('n', table.numbers)})",
        "unit": _grouped("unit_", table.units, UNITS),
        "weekday": _grouped("weekday", table.weekdays),
        "season": _grouped("season", table.seasons),
        "nth": _grouped("nth", table.nth),
        "digit": "(?P<digit>[1-4])",
        "year": r"(?P<year>(?:19|20)\d{2})(?:[/–-](?P<next_year>(?:(?:19|20)?\d{2})))?(?!\d)",
        "decade": r"(?P<decade>(?:19|20)\d0)",
    }
    return tuple(
        TimePhrase(kind, typed_expression(f"{table.edge}{_filled(alternative, parts)}{table.edge}", re.IGNORECASE))
        for kind in KINDS
        for alternative in _alternatives(table.phrases[kind])
    )


class PeriodPart(NamedTuple):
    """One of `PARTS`, and whether it is said after the days."""

    kind: str
    behind: bool


@cache
def period_parts(language: str) -> tuple[tuple[re.Pattern[str], PeriodPart], ...]:
    """What says before days, or after them, that a part of them is meant; English in any language."""
    rows = []
    for other in dict.fromkeys((language, "en")):
        behind = other in _PARTS_BEHIND
        for kind, words in zip(PARTS, _TABLE[other].parts.split(";") if other in _TABLE else (), strict=False):
            spaced = words.replace(" ", r"\s+")
            pattern = rf"\s*(?:{spaced})" if behind else rf"\b(?:{spaced})\s*(?<=[\s'-])\Z"
            rows.append((re.compile(pattern, re.IGNORECASE), PeriodPart(kind, behind)))
    return tuple(rows)


_PARTS_BEHIND = frozenset({"tr", "zh", "ja"})
"""Languages that say after the days which part of them is meant."""


def _grouped(name: str, alternatives: str, names: tuple[str, ...] = ()) -> str:
    """Patterns with semicolons between them as named groups of one, the longer ones first."""
    groups = list(zip(names or range(1, 13), alternatives.split(";"), strict=False))
    longer_first = sorted(groups, key=lambda row: -max(map(len, row[1].split("|"))))
    return f"(?:{'|'.join(f'(?P<{name}{number}>{pattern})' for number, pattern in longer_first)})"


def _filled(pattern: str, parts: Mapping[str, str]) -> str:
    """A pattern with its parts in it, and any white space for a space; what is looked back at has a fixed width."""
    whole = re.sub(r"\{(\w+)\}", lambda match: parts[match[1]], pattern)
    return re.sub(r"\(\?<![^)]*\)| ", lambda match: match[0].replace(" ", r"\s" if match[0] != " " else r"\s+"), whole)


def _alternatives(pattern: str) -> list[str]:
    """The alternatives of a pattern outside of its parentheses."""
    alternatives, depth = [""], 0
    for character in pattern:
        depth += (character == "(") - (character == ")")
        if character == "|" and not depth:
            alternatives.append("")
        else:
            alternatives[-1] += character
    return alternatives
