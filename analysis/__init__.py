"""Comments in, opinion map out: `pipeline.build_map` tells the story.

text        normalises, names the language and finds the words of each comment, once
kinds       opinion, question or reaction
voices      folds near-identical comments into voices
embedding   vectors that are near when meanings are near
neighbours  the nearest comments of each comment, as one graph
communities topics and themes on that graph, and the voices that fit none
topics      the telling words of each topic
labels      a phrase for each topic and theme, and the comments that stand for it
layout      two coordinates per voice, from the same graph
pipeline    all of it in order, with a recipe that says every choice
"""
