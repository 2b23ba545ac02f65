"""Checklists: what a place has done of the commissioning steps and principles, in its own words.

They stand in the store beside the data and are no part of them: filling one in makes no revision.
``checklist`` makes, opens and removes them, ``entries`` keeps what is typed, ``pins`` what it rests
on; ``items`` names what can be filled in.
"""
