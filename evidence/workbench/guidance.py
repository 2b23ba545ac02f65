"""Help beside the fields that are easy to get wrong, each with one good and one bad example."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Guidance:
    """How to fill in one field.

    Attributes:
        question: what the help answers, as its heading.
        advice: how to decide.
        good: an example to follow.
        bad: an example to avoid, and why.
    """

    question: str
    advice: str
    good: str
    bad: str


LOCATOR = Guidance(
    "What is a good place?",
    "Somebody else has to find the figure in a minute: give the page, slide, table, row or"
    " paragraph. Of a web page, give the heading it stands under.",
    "page 23, Table 4, second row",
    "“see report”: nobody finds it in 80 pages",
)
ANYWHERE = {"locator": LOCATOR}

GUIDANCE: dict[tuple[str, str], Guidance] = {
    ("findings", "evidence_status"): Guidance(
        "Evaluated, monitored or self-reported?",
        "Evaluated: somebody designed a study to tell what the service changed, with a method that"
        " is written down. Monitored: a figure of a routine dashboard that is watched for everybody"
        " alike, without a study. Self-reported: the site says so and shows no method. What is"
        " known only from a news report is press, whoever made the study.",
        "An outside team compares with matched practices: evaluated",
        "“Admissions fell 3% on the national dashboard” as evaluated: nobody studied why; it is"
        " monitored",
    ),
    ("findings", "polarity"): Guidance(
        "What is meant by which way is better?",
        "Polarity is about the measure, not about the result: would a higher figure be good news"
        " or bad news for patients or the system? It stays the same whatever was found. Neither:"
        " more or less of it is not good or bad in itself.",
        "Emergency admissions: lower is better, even where they rose",
        "“Higher is better” because the result was good: that is the direction",
    ),
    ("findings", "direction"): Guidance(
        "Better, worse or no difference?",
        "Better and worse are for patients or the system, not up and down. No difference: the test"
        " could not tell the figure from no effect. Mixed: part better, part worse. Unclear: a"
        " bare share with nothing to compare it with, or an unadjusted change below 1%.",
        "A fall of 4% with an interval from -9 to 1: no difference",
        "“Better” for a fall of 0.4% on a dashboard: too small to read, so unclear",
    ),
    ("findings", "quantity"): Guidance(
        "What kind of value is it?",
        "Change is a difference in per cent or percentage points; difference is in the unit"
        " itself. Own growth is the site's growth beside the comparator's growth; level is where"
        " the site stands. Total is an amount without a scale, such as pounds saved.",
        "“Grew by 1.2%, against 4.9% in the rest of England”: own growth, 1.2, and 4.9 for the"
        " comparator",
        "“Change, -3.7” for the same sentence: the source subtracts nothing, and neither do we",
    ),
    ("findings", "value"): Guidance(
        "When to leave the value empty?",
        "Leave it empty wherever the source gives no figure, gives only words, or the figure is"
        " damaged. Never write 0 for “not known”. Copy the figure with its own sign, as exactly as"
        " it is printed; work nothing out.",
        "“fell by 12.60%”: -12.60",
        "“about a third”: 33.3. The source did not say 33.3: leave it empty and put the words in"
        " the statement",
    ),
    ("findings", "unit"): Guidance(
        "Per cent, or percentage points?",
        "A share that goes from 40% to 44% rose by 4 percentage points, and by 10 per cent. Per"
        " cent alone is for a level.",
        "“satisfied: 40% before, 44% after, up 4 points”: percentage points",
        "“per cent change” for the same 4",
    ),
    ("findings", "ci_low"): Guidance(
        "Which interval?",
        "Only the interval that the source prints, both ends, in the unit of the value. It is never"
        " worked out from a p-value or a standard error.",
        "“0.86 (95% CI 0.79 to 0.94)”: 0.79 and 0.94",
        "An interval worked out from “p = 0.03”",
    ),
    ("findings", "comparator"): Guidance(
        "Compared with what?",
        "What the source itself sets the figure against. The same place earlier is before and"
        " after; similar people elsewhere, or the control arm of a trial, are matched controls.",
        "“compared with the year before”: before and after",
        "“Rest of England” because one could compare it so: the source has to do it",
    ),
    ("findings", "comparator_value"): Guidance(
        "What stands here?",
        "For own growth and for levels only: the growth or level of what it is compared with, in"
        " the same unit. A change has the comparator in it already.",
        "Own growth 1.2 beside 4.9 in the rest of England: 4.9",
        "The difference of both, -3.7",
    ),
    ("findings", "design"): Guidance(
        "Which design?",
        "What the study did, not what it called itself. Two points in time at one place is before"
        " and after, however careful. A figure without any method is self-reported. Leave it empty"
        " where the source does not let it be told.",
        "Change at the site against change in similar practices: difference in differences",
        "“Evaluation” in the title taken for matched controls",
    ),
    ("findings", "statement"): Guidance(
        "How to say it?",
        "One sentence of your own, with who says so where that matters: what was measured, which"
        " way it went, against what, and what is doubtful about it. Say “was reported”, never"
        " that something was shown to be effective.",
        "“Emergency admissions of care home residents fell by 23% against the year before, by the"
        " provider's own count.”",
        "“The model delivered outstanding results”: praise, no result",
    ),
    ("findings", "label"): Guidance(
        "When is a label needed?",
        "Only where the site has another finding in the same outcome domain: the words that tell"
        " them apart on a chart.",
        "“people over 75”",
        "“Emergency admissions”: the outcome domain says so already",
    ),
    ("contracts", "status"): Guidance(
        "Which status?",
        "The last one that a public document states, even where it is years old. Planned:"
        " announced, with no sign of a signature. Abandoned: given up before it began;"
        " terminated: broken off after it began.",
        "A tender announced in 2017 and nothing heard since: planned",
        "“Ended” because nothing was heard of it",
    ),
    ("contracts", "value_gbp"): Guidance(
        "Which amount?",
        "The value as published, in whole pounds, without commas; nothing is divided or added up.",
        "“£725 million over five years”: 725000000, whole term",
        "145000000, the fifth part of it",
    ),
    ("contracts", "start_date"): Guidance(
        "Planned or real?",
        "The day it began. Of a contract that never began, the planned start; its status says that"
        " it did not begin. Give no more than the source does.",
        "“from April 2017”: 2017-04",
        "2017-04-01, if the source gives no day",
    ),
    ("contract_stages", "stage"): Guidance(
        "What is last seen?",
        "One row for each dated step that a source reports. Last seen is the newest public document"
        " that mentions the contract, so that readers know how old its status is.",
        "Board paper of May 2019 mentions it: last seen, 2019-05",
        "Last seen, with the date of today",
    ),
    ("facts", "counts"): Guidance(
        "What does it count?",
        "Exactly whom or what the figure counts, so that nobody adds up different things.",
        "“registered patients of the 12 practices”",
        "“population”",
    ),
    ("facts", "value"): Guidance(
        "A fact or a finding?",
        "A fact is context: how many people, practices, pounds. If it says that something got"
        " better or worse, it is a finding.",
        "126000 registered patients",
        "“12% fewer admissions” as a fact",
    ),
    ("facts", "preferred"): Guidance(
        "Which figure is preferred?",
        "Where sources differ, yes for the commissioner's or evaluator's figure and no for the"
        " others; one a kind for each site.",
        "The commissioner says 126,000, a news report 130,000: yes for the first",
        "Yes for both",
    ),
    ("sites", "kind"): Guidance(
        "A site, or a group?",
        "A vanguard is one of the 50 of the national programme. A named place or contract is a case"
        " study; a service studied across places is a programme. Several sites or studies that are"
        " reported together are a national group, and overlap with the sites in it.",
        "“All 23 MCP and PACS vanguards”: national group",
        "The same as a vanguard: it would be counted twice",
    ),
    ("sites", "outcome_status"): Guidance(
        "What if nobody says?",
        "Unknown, where no public document says what became of it. Superseded: taken over by"
        " another arrangement. Ended: a source reports its end.",
        "Last report of 2018 and nothing since: unknown",
        "Live, because its web site still answers",
    ),
    ("sites", "lat"): Guidance(
        "How exact?",
        "Two decimals, for the main town or the lead hospital. A programme, a national group or a"
        " country-wide provider has none.",
        "52.95 and -1.13",
        "52.9540223: more exact than anybody knows",
    ),
    ("sites", "summary"): Guidance(
        "What belongs here?",
        "What the site is or was: who came together, to do what, for whom. No results and"
        " no praise.",
        "“Twelve practices and the community trust of one district with joint teams.”",
        "“An award-winning, transformational model”",
    ),
    ("sources", "type"): Guidance(
        "Which kind of document?",
        "How far it stands from the site that it reports on. A site's report about itself is a"
        " provider's report, however it is titled; a news report about a study is news.",
        "A trust's own “evaluation” of its service: provider's report",
        "Evaluation, because the word is in its title",
    ),
    ("sources", "published"): Guidance(
        "What if there is no date?",
        "Leave it empty. Where you inferred it, say so in the note.",
        "“March 2016” on the cover: 2016-03",
        "2016-03-01, if no day is given",
    ),
    ("absences", "reason"): Guidance(
        "Why is it missing?",
        "Only where a source itself says, or lets one see, that a result is missing. That you found"
        " none is no row.",
        "“Too early to report outcomes”: too early",
        "Not measured, because the report does not mention it",
    ),
    ("lessons", "lesson"): Guidance(
        "How to say a lesson?",
        "What the source says that others should know, in our own words, without calling it a"
        " result.",
        "“Partners took longer than planned to agree how to share losses.”",
        "“Alliances work”",
    ),
    ("conflicts", "resolution"): Guidance(
        "How is it settled?",
        "Which statement the set follows, and why: evaluation before journal, news and press; the"
        " commissioner's figure before others.",
        "“The evaluator's figure is followed; the provider counts another group.”",
        "The mean of both",
    ),
}


def of(table: str, field: str) -> Guidance | None:
    """The help for a field; None for one that its description says enough about."""
    return GUIDANCE.get((table, field)) or ANYWHERE.get(field)
