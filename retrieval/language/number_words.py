"""English words for numbers, from which those who read numbers make their sets.

Each set is a little different, since each is measured by what it is for: sentences know "once" and "double" as well,
features leave out "one", which mostly counts nothing.
"""

TWO_TO_TWELVE = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
TEENS = ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
LARGE = ("dozen", "hundred", "thousand", "million", "billion", "trillion")
PARTS = ("half", "third", "quarter", "percent")
