"""Comments in, opinion map out: `pipeline.build_map` tells the story, `making` makes it.

traits       what a comment is by itself: `kinds`, `languages`, and what it is compared by
voices       folds copies into voices (`signatures`, `copies`, `slips`, `turns`)
landmarks    the voices that a map of very many is fitted on; `fitting` fits it
text         normalises, and finds the words of each comment, once
embedders    vectors that are near when meanings are near: `static` by default, from
             `word_vectors` and `spelling`; `meaning` for optional models
neighbours   the nearest voices of each voice, as one graph
grouping     topics, themes, lone voices and places on that graph: `communities` that runs agree
             on (`ties`, `consensus`), or `density`; `belonging` and `layout`
naming       `topics` has the telling words, `keywords`, `labels` and `exemplars` are drawn from
             the topic's own comments
stance       for, against or on a condition, by rules that show their words
assigning    topic and place for one more voice on a map that is there
placing      the place of every received comment, or why it has none
parts        comments in parts, and who works on them: this process, others, or a `cluster`
pipeline     all of it in order, with a recipe of all choices
"""
