import type { Cues } from './types.ts';

const day = '(?:mon|tues|wednes|thurs|fri|satur|sun)day';
const month = '(?:january|february|march|april|may|june|july|august|september|october|november|december)';
const small = '(?:\\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a few|a couple of)';
const ordinal =
  '(?:\\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth|(?:twenty|thirty)[- ](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth))';
const span = '(?:day|week|month|quarter|year|sprint)';
const clock = `(?:\\d{1,2}(?::\\d{2})?(?: ?[ap]\\.?m\\.?)|\\d{1,2}:\\d{2}|${small} o['’]clock|noon|midnight)`;
const part = '(?: (?:morning|afternoon|evening|night|at the latest))?';
const date = `(?:the ${ordinal}(?: of ${month}|(?=[.,;?!]|$))|${month} (?:the )?(?:\\d{1,2}(?:st|nd|rd|th)?|${ordinal})\\b|\\d{1,2} ${month})`;
const point = `(?:(?:(?:next|this|the following|the coming) )?${day}${part}(?:,? ${date})?|tomorrow${part}|today|tonight|this (?:morning|afternoon|evening)|${date}|${clock}|(?:the )?end of (?:the |this |next )?(?:day|week|month|quarter|year|sprint)|(?:next|this) ${span})`;
const verb = "(?!be\\b|not\\b|never\\b|have\\b|n['’]t)\\p{L}+";
const modal = `(?:will|['’]ll|shall|should|must|is going to|are going to|is to|needs? to|has to|have to|agreed to|promised to|takes care of|is responsible for)`;

export const en: Cues = {
  decides: new RegExp(
    [
      `\\bwe(?:['’]ve| have)?(?: all| just| now| finally| already)? (?:decided|agreed|settled|resolved|voted|chose|opted|approved)\\b`,
      `\\b(?:it(?:['’]s| is| was)|that(?:['’]s| is| was)|has been|have been|was|were|is) (?:now |hereby )?(?:decided|agreed|settled|approved)\\b`,
      `\\b(?:the|our|my|a|one) (?:final )?decision (?:(?:is|was) (?:to|that|made|final|for|against)|to|that)\\b`,
      `\\b(?:let['’]s|let us|we['’]ll|we will|we are going to|we['’]re going to) (?:go (?:with|ahead|for)|stick (?:with|to)|settle (?:on|for))\\b`,
      `\\b(?:the )?(?:motion|proposal|budget|plan) (?:is |was |has been )?(?:passed|carried|adopted|accepted|approved|rejected)\\b`,
    ].join('|'),
    'iu',
  ),
  announcesDecision:
    /\b(?:we|i) (?:have|got|['’]ve got|made|reached|now have|come to) (?:a|the|our|one) (?:final )?decision\b|\b(?:here|that|this|these)(?:['’]s| is| are) (?:the|our) (?:final )?decisions?\b|^(?:the|our) (?:final )?decisions?(?: is| are)?\W*$/iu,
  announcesActions:
    /\b(?:here (?:are|is)|these are|let(?:['’]s| us| me) (?:go through|go over|list|repeat|summari[sz]e|recap)|to (?:recap|summari[sz]e)|so) (?:\p{L}+ )?(?:the |our |all |your )*(?:action (?:items?|points?)|actions?|tasks?|to-?dos?|next steps?)\b|^(?:the |our )?(?:action (?:items?|points?)|next steps?|tasks?|to-?dos?)(?: are)?\W*$/iu,
  denies:
    /(?:n['’]t|\bnot|\bnever|\bcannot|\bno one|\bnobody)(?: \p{L}+){0,2} (?:decid|agree|approv|settl|chose|resolv|a decision|the decision)|\b(?:to|must|should|could|can|will|would|shall) (?:be )?(?:decide|agree|approve|settle)|\b(?:if|whether|unless|until|once|before|when)(?: \p{L}+){1,4} (?:decid|agree|approv|settl)/iu,
  negates:
    /(?:(?<!why do)n['’]t|(?<!\bwhy )\bnot|\b(?:no|never|none|nobody|nothing|neither|nor|without|cannot))\b(?! (?:only|just|later|earlier|more|less|fewer|forget|hesitate|problem|doubt)\b)/iu,
  assigns: new RegExp(
    `(?<![^\\s])(?<who>[Tt]he \\p{L}+(?: \\p{L}+)? team|\\p{Lu}[\\p{L}-]+(?: \\p{Lu}[\\p{L}-]+)?(?: and \\p{Lu}[\\p{L}-]+)?) ?(?:also |then )?${modal} (?:also |then |please )?${verb}`,
    'u',
  ),
  promises: new RegExp(
    `\\bI(?: will|['’]ll| shall| am going to|['’]m going to|['’]m gonna| can| could| promise to| need to| have to| must) (?:also |then |quickly |definitely |just )?(?!be\\b|not\\b|never\\b|say\\b|think\\b|see\\b|have\\b|know\\b|need\\b|imagine\\b|tell you\\b|admit\\b|remember\\b|understand\\b|hear\\b|only\\b|really\\b|agree\\b|assume\\b|guess\\b|hope\\b|like\\b|love\\b|come\\b|go\\b|get\\b|want\\b)\\p{L}+`,
    'iu',
  ),
  requests:
    /\b(?:can|could|would|will) you (?:please |also |maybe |then |just )*(?!be\b|see\b|hear\b|imagine\b|say\b|tell\b|explain\b|repeat\b|remember\b|believe\b|think\b|elaborate\b|describe\b|give us an idea\b)\p{L}+ |(?:^|[,;:] |\band )please (?!note\b|feel\b|be\b|don['’]t\b|go ahead\b|come\b|sit\b|wait\b|stop\b|welcome\b|continue\b)\p{L}+ |\bI(?: need|['’]d like| would like| want| expect) (?:you|\p{Lu}\p{L}+) to \p{L}+|\byou (?:need to|have to|should|must|will) (?:please )?(?:send|write|prepare|check|call|review|finish|update|fix|share|book|order|organi[sz]e|schedule|contact|create|draft|test|ask|report)\b/iu,
  agrees:
    /^(?:yes|yeah|yep|sure|ok|okay|of course|certainly|absolutely|gladly|no problem|will do|i will|i can|i['’]ll|happy to|all right|alright|fine|consider it done|definitely|right)\b/iu,
  leavesOpen:
    /\b(?:not sure|don['’]t know|do not know|no idea|unclear|we['’]ll see|we will see|have to (?:check|see|ask|find out|think)|need to (?:check|see|ask|find out|think|discuss|decide)|let me (?:check|find out|think|get back)|i['’]ll (?:check|find out|get back|look into)|i will (?:check|find out|get back|look into)|good question|open question|hard to say|difficult to say|depends|maybe|not yet|too early)\b/iu,
  beginsQuestion:
    /^(?:(?:and|so|but|okay|ok|well|or) )?(?:who|what|when|where|why|which|whose|how (?:much|many|long|often|do|does|did|can|could|should|is|are|will|would|about)|can|could|should|shall|would|will|do|does|did|is|are|was|were|has|have|had) (?:we|you|i|they|it|he|she|the|this|that|there|our|your|anyone|anybody|\p{L}+)\b/iu,
  when: new RegExp(
    `\\b(?:(?:by|before|until|till|no later than|not later than|due|on|at|from|after|during|around|starting|within)(?: the latest)? (?:${point}|${month})(?: (?:at|by|around|before) ${clock})?|(?:with)?in ${small} (?:minutes?|hours?|days?|weeks?|months?|years?)|${point}(?: (?:at|by|around|before) ${clock})?|as soon as possible|asap|right away|immediately|later today|(?:by|before|until) (?:the )?(?:next meeting|release|launch|deadline|weekend))`,
    'iu',
  ),
};
