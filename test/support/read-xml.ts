/** An element of XML with what it holds, in its order. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** What XML 1.0 allows as a character: https://www.w3.org/TR/xml/#charsets. */
const allowed = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;

/**
 * Reads a document of XML 1.0 that has a declaration, elements, attributes, text and the five entities, and nothing else. Throws for whatever a strict reader
 * refuses: a character that there may not be, a bare `&` or `<`, an attribute twice, tags that do not match.
 */
export function readXml(document: string): XmlElement {
  if (!allowed.test(document)) throw new Error('it holds a character that XML cannot hold');
  const [declaration] = /^<\?xml version="1\.0" encoding="UTF-8"\?>\n/.exec(document) ?? [];
  if (declaration === undefined) throw new Error('it does not begin with a declaration');
  interface Open {
    name: string;
    attributes: Record<string, string>;
    children: XmlElement[];
    text: string;
  }
  const root: Open = { name: '', attributes: {}, children: [], text: '' };
  const open: Open[] = [root];
  const token = /<(\/?)([A-Za-z][\w.-]*)((?:\s+[A-Za-z][\w.-]*="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
  token.lastIndex = declaration.length;
  while (token.lastIndex < document.length) {
    const from = token.lastIndex;
    const [, slash, name = '', attributes = '', end, text] = token.exec(document) ?? [];
    const top = open.at(-1) as Open;
    if (text !== undefined) {
      top.text += decode(text);
      continue;
    }
    if (slash === undefined) throw new Error(`what is ${JSON.stringify(document.slice(from, from + 60))}?`);
    if (slash === '/') {
      if (top.name !== name || open.length === 1) throw new Error(`</${name}> ends <${top.name}>`);
      (open.at(-2) as Open).children.push(top);
      open.pop();
      continue;
    }
    const element: Open = { name, attributes: readAttributes(attributes), children: [], text: '' };
    if (end === '/') top.children.push(element);
    else open.push(element);
  }
  const [only, ...others] = root.children;
  if (open.length > 1 || !only || others.length > 0 || root.text.trim() !== '')
    throw new Error('it is not one whole element');
  return only;
}

function readAttributes(text: string): Record<string, string> {
  const found = [...text.matchAll(/([\w.-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, decode(value)]);
  const attributes = Object.fromEntries(found) as Record<string, string>;
  if (Object.keys(attributes).length < found.length) throw new Error(`an attribute stands twice: ${text}`);
  return attributes;
}

function decode(text: string): string {
  return text.replaceAll(/&([^;]*;?)/g, (all, name: string) => {
    const value = name.endsWith(';') ? entities[name.slice(0, -1)] : undefined;
    if (value === undefined) throw new Error(`what is ${all}?`);
    return value;
  });
}
