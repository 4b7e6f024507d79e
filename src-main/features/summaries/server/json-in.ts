import { failed } from './failed.ts';

/** Servers that do not hold to the shape that was asked for put thoughts before it, or a fence around it. */
export function jsonIn(text: string): string {
  const said = text.replace(/^\s*<think>.*?<\/think>/s, '');
  const json = said.slice(Math.max(0, said.indexOf('{')), said.lastIndexOf('}') + 1);
  try {
    JSON.parse(json);
    return json;
  } catch (error) {
    throw failed('unreadable', 'The server did not answer in the form that was asked for.', error);
  }
}
