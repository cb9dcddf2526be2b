"""How stances are said in English."""

# ruff: noqa: E501  (patterns, as wide as they come)

from __future__ import annotations

import re

from analysis.stance_rules import Rules

_ADVERBS = r"(?:(?:\w{2,14}ly|also|still|now|do|will|would|can|could|both|all|just|very\ much|100%|so|too)\ ){0,3}"
_WHO = r"(?<!say\ )(?<!said\ )(?<!whether\ )(?<!why\ )(?<!not\ that\ )(?<!should\ )(?<!do\ )(?<!did\ )(?<!people\ )(?<!those\ )(?<!that\ )(?<!who\ )(?<!person\ )(?<!party\ )(?<!things\ )\b(?:i|we)"
_BE = r"(?:'m|\ am|'re|\ are|'d\ be|'ll\ be)"
_NOT_OF_PEOPLE = r"(?!(?:\ the)?\ (?:critics|opponents|opposition|those|people|everyone|you)\b)"
_GOOD = r"(?:good|great|excellent|fantastic|brilliant|wonderful|lovely|sensible|smart)"
_BAD = r"(?:bad|terrible|awful|horrible|stupid|ridiculous|dreadful|crazy|silly|poor)"
_IDEA = r"(?:idea|plan|proposal|initiative|scheme|project)"
_NOT = r"(?:\ not|n't|\ never|\ no\ longer)"

# A sign begins where the part or a word does, or in the middle of "don't". Said once before all
# alternatives, so that they are not tried at every character.
_BEGINS = r"(?:^|\b(?=\w)|(?=n't))"

_SIGN = re.compile(
    rf"""
    {_BEGINS}(?:
    (?P<says_nothing>
        \bnot\ {_ADVERBS}(?:against|opposed) | \b(?:don't|do\ not|didn't|wouldn't|would\ not)\ {_ADVERBS}(?:oppose|disagree|object|mind)\b
      | \bno\ (?:strong\ )?objections?\b | \bi\ {_ADVERBS}agree\ that\b
    )
  | (?P<says_against>
        {_WHO}{_BE}\ {_ADVERBS}(?:against|opposed\ to)(?!\ (?:my|the\ clock)\b)
      | {_WHO}{_BE}\ not\ {_ADVERBS}(?:in\ favou?r|for\ (?:it|this)|a\ fan|happy\ with)
      | {_WHO}\ {_ADVERBS}(?:oppose|object|reject)\b | {_WHO}\ {_ADVERBS}disagree\b{_NOT_OF_PEOPLE}(?!\ that\b|\ with\s*[.,!]|\ with\s*$)
      | {_WHO}\ (?:do\ not|don't|cannot|can\ not|can't|won't|will\ not|would\ not|wouldn't|could\ not|couldn't|(?:would|could|can|will)\ never)
            \ {_ADVERBS}(?:support|back|approve|accept|agree\ (?:with|to)|favou?r|agree(?=[.,!]|\s*$))
      | \bcan(?:'t|not)\ say\ (?:that\ )?i\ (?:support|agree|like)
      | \bi\ (?:say|vote|voted)\ (?:no|against)\b
      | ^\W*(?:{_ADVERBS}(?:oppose|object|disagree|opposed)\b|(?:{_ADVERBS})against(?=\ (?:it|this|the)\b|\s*[.!]|\s*$)|no\ to\b)
      | (?:\bnot|n't\ (?:think|believe)\ (?:that\ )?(?:it|this|that)(?:\ is|'s|\ would\ be))\ (?:such\ )?an?\ (?:\w+\ )?{_GOOD}\ {_IDEA}
      | \b(?:is|it's|that's|be|was|such)\ an?\ (?:\w+\ )?{_BAD}\ {_IDEA} | ^\W*(?:what\ a\ |an?\ )?{_BAD}\ {_IDEA}
      | \bwaste\ of\ (?:\w+'?\ )?(?:money|time|space|funds)
    )
  | (?P<says_for>
        {_WHO}{_BE}\ {_ADVERBS}(?:in\ favou?r|in\ support|for\ (?:it|this|the|that|an?)\b(?!\ (?:first|last|time))|pro\b|supportive)
      | {_WHO}(?:'d|'ll)?\ {_ADVERBS}(?:support|back|welcome|endorse|favou?r|approve\ of)\b(?!\ (?:those|people|you|our|my|your|him|her|them|everyone|anything)\b)(?!\ (?:home|then)\b)
      | {_WHO}\ {_ADVERBS}agree(?:\ with\b{_NOT_OF_PEOPLE}|\ to\ (?:the|this)|(?=\s*[.,!]|\s*$)|(?=\ (?:on\ condition|if|provided|completely|100|wholeheartedly|as\ long)))
      | \bi\ (?:vote|say|voted)\ (?:yes|for)\b | \bcount\ me\ in\b | \byes,?\ please\b | \bgo\ ahead\b
      | \bi\ (?:\w+ly\ )?(?:love|like)\ (?:this|the)\ {_IDEA}
      | ^\W*(?:{_ADVERBS}(?:in\ favou?r|in\ support\ of|support)\b|yes(?=,?\ but\ only))
      | \b(?:is|it's|that's|such)\ an?\ (?:\w+\ )?{_GOOD}\ {_IDEA} | ^\W*(?:what\ a\ |an?\ )?(?:very\ |really\ )?{_GOOD}\ {_IDEA}(?!\ (?:on\ paper|in\ theory))
    )
  | (?P<permits> \b(?:fine|ok|okay|happy)\ (?:by|with)\ (?:me|this|it|that)\b | \bi\ (?:don't|do\ not)\ mind\b )
  | (?P<meets>
        \bmy\ (?:support|vote)\ depends\b | ^\W*(?:yes,?\ (?:but\ )?)?only\ (?:if|when|with)\b | \bbut\ only\ (?:if|when|with)\b
    )
  | (?P<asks_against>
        \b(?:should|must|ought|shall){_NOT}\b(?!\ be\ (?:surprised|hard|a\ problem))
      | \bplease\ (?:don't|do\ not|never|stop) | ^\W*(?:don't|do\ not|never)(?=\ \w)(?!\ (?:know|think|care|mind|get\ me|forget|worry|tell)\b)
      | \blet's\ not\b | \b(?:i|we|nobody|no\ one)\ (?:really\ )?(?:don't|do\ not)\ (?:really\ )?(?:want|need)\b(?!\ to\ (?:say|be|hear|know))
      | \bno(?:body|\ one)\ (?:needs|wants)\b(?!\ to\b) | \bno\ need\ (?:for|to)\b
      | \b(?:don't|do\ not)\ (?:think|believe)\ (?:that\ )?(?:\w+\ ){{1,3}}(?:should|needs?|must)\b
      | ^\W*(?:stop|scrap|cancel|drop|ditch|abandon|withdraw)\ (?=the\b|this\b|these\b|it\b|all\b|\w+ing\b)(?!\w+\ \w+\ from\b)
      | \bsay\ no\ to\b | \b(?:does\ not|doesn't|do\ not|don't)\ need\ to\ be\b | ^\W*no\ (?:\w+\ ){{1,4}}should\b | \bshould\ (?:be|have)\ no\b(?!\ (?:problem|doubt|trouble)\b)
    )
  | (?P<asks_for>
        \bshould\b(?!\ (?:i|we|they|he|she|it|the)\b)(?=\ \w)
      | (?<!the\ )(?<!no\ )(?<!not\ )(?<!n't\ )(?<!never\ )\b(?:must|ought\ to|needs?\ to)\b(?=\ \w) | (?<!i\ )(?<!never\ )(?<!not\ )(?<!n't\ )\bneeds?\ (?=(?:more|a|an|better|less|another|fewer)\b) | \b(?:is|are)\ (?:badly\ |urgently\ |sorely\ )?needed\b | \b(?:we|city|town|council|school|village|kids|children|residents)\ (?:\w+ly\ |really\ |also\ )?needs?\b(?!\ to\b)(?=\ \w)
      | ^\W*(?:please\ )?(?:add|build|install|create|increase|improve|invest|expand|extend|provide|require|ban|regulate|fix|repair|plant|reduce|encourage|enforce
            |connect|develop|widen|lower|raise|fund|protect|introduce|restore|replace|legali[sz]e|prohibit|bring\ back|allow(?!\ me)|make(?!\ no)|keep(?!\ (?:up|calm|in\ mind|going)))\b(?=\ \w)
      | (?<!you\ )(?<!we\ )(?<!they\ )(?<!i\ )\bplease\b(?=\ \w) | \blet's\b(?=\ \w) | \b(?:i|we)(?:'d|\ would)\ (?:really\ |also\ )?(?:like|love)\ to\ (?:see|have)\b | \b(?:i|we)\ want\ (?:to\ see|more|an?|the)\b
      | \bit\ would\ be\ (?:so\ |really\ )?(?:great|good|nice|lovely|wonderful|helpful)\ (?:to|if)\b
      | \bwould\ it\ be\ possible\ to\b | \b(?:can|could)\ we\ (?:please\ )?(?:have|get)\b | \b(?:can|could|would)\ you\ please\b
    )
    )
    """,
    re.VERBOSE,
)

RULES = Rules(
    sentence=re.compile(r"(?:[^.!?\n;:]|\.(?=\w))+[.!?\n;:]*"),
    turn=re.compile(r"\b(?:but|however|yet|although|though|nevertheless|except|that said)\b"),
    question=re.compile(r"\?"),
    polite=re.compile(
        r"\b(?:(?:can|could|would) (?:you|we) (?:please )?(?:have|get|\w+)|would it be possible)\b.*\b(?:please|have|get|possible)\b"
        r"|\bplease\b.*\?|would it be possible"
    ),
    doubt=re.compile(
        r"\b(?:not (?:so |really |quite )?(?:sure|certain)|(?:don't|do not) know (?:if|whether|what|yet|which)|undecided|mixed feelings|haven't decided"
        r"|on the fence|pros and cons|in two minds|neither (?:support|for|against|agree|in favou?r|oppose)|can't decide|torn)\b"
        r"|\b(?:just what we need|last thing we need|yeah,? right|oh (?:great|wonderful|good|joy|brilliant)|congratulations on|as always|as usual"
        r"|sarcasm|brilliant as|well done|so you want|already feel|safer already|how (?:lovely|wonderful|generous))\b|\s/s\b|\blol\b|\blmao\b|in theory|on paper"
        r"|[\U0001f602\U0001f605\U0001f643\U0001f644\U0001f923]"
    ),
    others=re.compile(
        r"\b(?=\w)(?:(?<!\bi )(?<!\bi'd )(?<!can't )(?:says?|said|told|tells|claims?|claimed|thinks|believes|argues?|asked|promise[sd]?|insists?|suggest(?:s|ed)|wants me)\b|\baccording to\b|\bi (?:hear|heard|read)\b"
        r"|\b(?:people|some|many|others|they|you|neighbou?rs|residents) (?:think|believe|want|feel|who|against)\b|\b(?:those|people|anyone|everyone|opponents|supporters|critics) (?:who|against|in favour|of)\b"
        r"|\bused to\b|\bjoking\b|\bwhether\b|\bwonder\b)"
    ),
    person=re.compile(r"(?!)"),
    own=re.compile(r"(?!)"),
    sign=_SIGN,
    verb=re.compile(r"(?:\s*(?:be|also|just|really|now|\w+ly)\b)?\s*[\w'-]+"),
    refuses=re.compile(
        r"\s*(?:be )?(?:\w+ly )?(?:stop(?!\w* (?:\w+ ){0,3}from\b| (?:\w+ ){1,2}\w+ing\b)|scrap|cancel|halt|abandon|shelv|ditch|withdr|drop|not\b|leave\b.{0,30}\balone)"
    ),
    idle=re.compile(
        r"\s*(?:\w+ly |also |just |now |please )?(?:all\b|explain|tell|speak|let us know|clarify|note|remember|listen|consider|think|read\b|see\b|help|answer|find out|be (?:able to (?!\w)|ashamed|careful|clear|easy"
        r"|fine|ok|okay|good|great|nice|interesting|honest|proud|grateful|here|there|aware|a \w+ (?:one|day)|joking|kidding|mad|hard|so|very|noted|possible|enough)\b|have (?:been|\w+ed|had|known|told|made|done|gone|got|thought|seen|taken|given|come|built|kept)\b|get (?:it|real|a grip)\b|know|understand|ask|hear|talk|wait|forget|ignore|delay"
        r"|hesitate|only|take (?:a look|note|care|\w+ (?:days|weeks|months|years|hours))|work(?=\s*(?:[.,!]|$))|mean\b|learn|look|feel|see what|hope|face|say|stop pretending|pretend|admit|agree|go\b|come|keep in mind|i\b|my\b|we\b|you\b|it\b)"
    ),
    ends=re.compile(
        r"\s*(?:be )?(?:\w+ly )?(?:abolish|end\b|ended|eliminat|get rid|remov|clos|demolish|shut|sell|sold)"
    ),
    condition=re.compile(
        r"\b(?=[aiopsu])(?:(?<!great )(?<!good )(?<!nice )(?<!lovely )(?<!see )(?<!know )(?<!wonder )(?<!ask )(?<!tell )(?<!as )(?<!even )(?<!what )(?<!helpful )\bif\b(?! (?:possible|you (?:like|want|ask)|not\b|i may|only\b))"
        r"|\b(?:as|so) long as\b|\bprovided\b|\bproviding that\b|\bunless\b|\bon (?:the )?condition\b|\bsubject to\b|\bonly when\b|(?<=\bit )until\b|(?<=\bthis )until\b|(?<=\bplan )until\b)"
    ),
    verb_comes_first=False,
)
