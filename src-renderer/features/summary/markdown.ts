import type { SummaryContent } from '../../../src-main/contract/summaries.ts';
import type { Section } from '../../../src-main/contract/templates.ts';
import type { Translator } from '../../i18n/translate.ts';
import type { Entry } from './content.ts';

/** What a person wrote or a model said is text, whatever signs are in it. */
const plain = (text: string) => text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>#|]/g, '\\$&');

/** A summary to be put into another program; `only`: one section of it. */
export function toMarkdown(t: Translator, content: SummaryContent, only?: Section): string {
  const line = ({ text, who, when, support }: Entry) => {
    const whose = [who, when].filter((own) => own != null).map(plain);
    const mark = support === 'unsupported' ? ` *(${t('summary.unsupported')})*` : '';
    return `- ${whose.length > 0 ? `**${whose.join(', ')}:** ` : ''}${plain(text)}${mark}`;
  };
  const listed = (entries: readonly Entry[]) => entries.map(line).join('\n');
  const section = (name: Exclude<Section, 'topics'>) =>
    content[name].length > 0 && (only === undefined || only === name)
      ? [`## ${t(`summary.${name}`)}`, listed(content[name])]
      : [];
  const topics = only === undefined ? content.topics.filter(({ points }) => points.length > 0) : [];
  return [
    ...(['overview', 'decisions', 'actions', 'questions'] as const).flatMap(section),
    ...(topics.length > 0 ? [`## ${t('summary.topics')}`] : []),
    ...topics.flatMap(({ title, points }) => [`### ${plain(title)}`, listed(points)]),
  ]
    .map((part) => `${part}\n`)
    .join('\n');
}
