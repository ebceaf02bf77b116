"""A newspaper of a town that doesn't exist, what an assistant quotes of it rightly, and what it quotes wrongly."""

from typing import Any, NamedTuple

ARTICLES: dict[str, str] = {
    "bridge.md": """\
---
title: The old bridge closes
date: 2021-03-04
---

The council of Varnholm voted on Tuesday to close the old bridge for fourteen months.

“We did not take this step lightly, but two of its piers are beyond repair,” said Mayor Ilse Brandt.

Trams will turn round at the fish market, and a ferry will carry cyclists across the river every ten minutes.

Engineer Tomas Reier said the work would cost 38 million crowns unless the riverbed proves softer than the drillings
suggest.

The council rejected a proposal to pull the bridge down.
""",
    "ferry.md": """\
---
title: A ferry named by children
date: 2021-03-19
---

Schoolchildren chose the name Otter for the ferry that will cross the river while the bridge is closed.

“She is small, she is loud, and she smells of diesel,” said Captain Maud Lindqvist, who has steered ferries for
thirty-one years.

The ferry carries ninety passengers and forty bicycles, and runs from five in the morning until midnight.

Tickets are free for everyone under eighteen and for everyone over seventy.

Captain Lindqvist said she would never cross in a storm, whatever the timetable says.
""",
    "library.md": """\
---
title: Library lends out its attic
date: 2021-04-02
---

The public library opened its attic to readers on Saturday for the first time since 1952.

“Nobody had counted the maps, and we found eleven that were thought to be lost,” said librarian Petra Holm.

The oldest of the maps shows a harbour wall that the town never built.

Readers may look at the maps on the first Saturday of each month, but they may not photograph them.

The historian Aron Velt called the find the most important in the province for half a century.
""",
    "harvest.md": """\
---
title: A poor year for apples
date: 2021-09-21
---

Late frost in May destroyed about two thirds of the apple blossom in the valley.

“We will press what there is, and we will not raise the price of cider this year,” said farmer Jonas Eklund.

The growers' association expects a harvest of 900 tonnes, after 2,700 tonnes last year.

Pears were hardly harmed, because they blossom ten days earlier in the valley.

The association has asked the province for help, and an answer is expected before November.
""",
    "school.md": """\
---
title: Night school returns
date: 2021-10-11
---

The technical college will teach in the evenings again from January, after a break of six years.

“People asked us for welding and for Portuguese, so that is what we will teach,” said director Sanna Voss.

Each course lasts twelve weeks and costs 450 crowns, materials included.

Those who are out of work pay nothing if they come to at least ten of the twelve evenings.

The college allegedly turned away eighty applicants in its first week.
""",
    "museum.md": """\
---
title: The whale moves house
date: 2021-11-30
---

The skeleton of the blue whale will be moved to the new hall of the museum in February, bone by bone.

“Her jaw alone weighs as much as a small car,” said curator Emil Sand.

The museum has numbered all 356 bones, and photographed each of them from six sides.

Visitors will be able to watch the work from a gallery above the hall.

The whale was washed ashore near the lighthouse in 1889, and drew twenty thousand people in a week.
""",
}
"""By the names of their files, in Markdown."""


class Quoted(NamedTuple):
    """What an assistant is about to give out as a quotation, and by which change it is not one any more, if any."""

    text: str
    change: str = ""
    speaker: str | None = None
    article: str | None = None

    @property
    def argument(self) -> dict[str, Any]:
        """As the tool `quote` takes it."""
        row = {"text": self.text, "speaker": self.speaker, "article": self.article}
        return {name: value for name, value in row.items() if value}


RIGHT = [
    Quoted("The council of Varnholm voted on Tuesday to close the old bridge for fourteen months."),
    Quoted("“We did not take this step lightly, but two of its piers are beyond repair”", speaker="Ilse Brandt"),
    Quoted("two of its piers are beyond repair"),
    Quoted("a ferry will carry cyclists across the river every ten minutes", article="The old bridge closes"),
    Quoted("the work would cost 38 million crowns unless the riverbed proves softer than the drillings suggest"),
    Quoted("The council rejected a proposal to pull the bridge down."),
    Quoted("Schoolchildren chose the name Otter for the ferry"),
    Quoted('"She is small, she is loud, and she smells of diesel"', speaker="Captain Maud Lindqvist"),
    Quoted("ninety passengers and forty bicycles", article="ferry.md"),
    Quoted("Tickets are free for everyone under eighteen and for everyone over seventy."),
    Quoted("she would never cross in a storm, whatever the timetable says"),
    Quoted("runs from five in the morning until midnight"),
    Quoted("The public library opened its attic to readers on Saturday for the first time since 1952."),
    Quoted("Nobody had counted the maps, and we found eleven that were thought to be lost", speaker="Petra Holm"),
    Quoted("a harbour wall that the town never built"),
    Quoted("they may not photograph them"),
    Quoted("the most important in the province for half a century", speaker="Aron Velt"),
    Quoted("Late frost in May destroyed about two thirds of the apple blossom in the valley."),
    Quoted("we will not raise the price of cider this year", speaker="Jonas Eklund"),
    Quoted("a harvest of 900 tonnes, after 2,700 tonnes last year"),
    Quoted("Pears were hardly harmed, because they blossom ten days earlier"),
    Quoted("an answer is expected before November"),
    Quoted("The technical college will teach in the evenings again from January"),
    Quoted("People asked us for welding and for Portuguese, so that is what we will teach"),
    Quoted("Schoolchildren chose the name Otter … while the bridge is closed."),
    Quoted("Those who are out of work pay nothing if they come to at least ten of the twelve evenings."),
    Quoted("a ferry will carry cyclists [...] every ten minutes"),
    Quoted("Her jaw alone weighs as much as a small car", speaker="curator Emil Sand"),
    Quoted("The museum has numbered all 356 bones,\nand photographed  each of them from six sides."),
    Quoted("Visitors will be able to watch the work from a gallery above the hall.", article="The whale moves house"),
]
"""Thirty quotations that stand."""

WRONG = [
    Quoted("The council of Varnholm voted on Tuesday to close the old bridge for forty months.", "a number word"),
    Quoted("the work would cost 83 million crowns", "a number"),
    Quoted("We did take this step lightly, but two of its piers are beyond repair", "a negation dropped"),
    Quoted("We did … take this step lightly", "an ellipsis over a negation"),
    Quoted("two of its piers are not beyond repair", "a negation added"),
    Quoted("Two of its piers are beyond repair", "another speaker", speaker="Tomas Reier"),
    Quoted(
        "the work would cost 38 million crowns if the riverbed proves softer than the drillings suggest", "a condition"
    ),
    Quoted("a ferry will carry cyclists across the river every minute", "a dropped number"),
    Quoted("She is loud, she is small, and she smells of diesel", "words swapped"),
    Quoted("Tickets are free for everyone over eighteen and for everyone under seventy.", "words swapped for others"),
    Quoted("she would … cross in a storm, whatever the timetable says", "an ellipsis over never"),
    Quoted("Nobody had counted the maps, and we found eleven that were thought to be forged", "a last word"),
    Quoted(
        "Readers may look at the maps on the first Saturday of each month, and they may photograph them", "a ban turned"
    ),
    Quoted("we will not raise the price of cider this year", "another speaker", speaker="Sanna Voss"),
    Quoted("a harvest of 900 tonnes, after 7,200 tonnes last year", "figures swapped"),
    Quoted("Pears were badly harmed, because they blossom ten days earlier in the valley", "a word turned"),
    Quoted("The college turned away eighty applicants in its first week.", "a doubt dropped"),
    Quoted("People begged us for welding and for Portuguese, so that is what we will teach", "a stronger word"),
    Quoted("Her jaw alone weighs as much as a small car", "another article", article="The old bridge closes"),
    Quoted("Emil Sand promised that the whale would be singing again by the spring.", "made up"),
]
"""Twenty that do not, each changed in a way of its own."""
