### All that is said of narratives.

kind-narratives = Narratives

column-section = Section
column-period = Period
column-text = Text
