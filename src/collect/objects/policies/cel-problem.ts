/**
 * What keeps an expression in CEL from being read, in words; null where nothing does. Only its outside is looked at: quotes and brackets that do not close,
 * and an operator with nothing on one side. Whether its names and types are right, the API server alone knows.
 * Source: cel-spec doc/langdef.md, sections on lexis.
 */
export function celProblem(expression: string): string | null {
  // What a template fills in later may be anything.
  if (/\{\{|\$\{/.test(expression)) return null;
  const bare = withoutTexts(expression);
  if (bare === null) return 'a text in it does not end';
  if (bare.trim() === '') return 'there is no expression';
  return (
    bracketProblem(bare) ??
    (dangling.test(bare) ? 'an operator in it has nothing on one side' : null) ??
    (/[;@#\\]|(?<![=!<>])=(?!=)/.test(bare) ? 'a sign in it is none of the language' : null)
  );
}

/** At the start or the end, or two that cannot stand side by side. */
const dangling =
  /^\s*(?:&&|\|\||[,*/%:)\]}]|==|!=|[<>]=?|\?)|(?:&&|\|\||[.,*/%:?+\-!]|==|!=|[<>]=?|\bin)\s*$|(?:&&|\|\||==|!=)\s*(?:&&|\|\||==|!=|[)\]}])/;

/** A text becomes a 0, a name in backticks a _, a comment nothing. null where one does not end. Of a raw text (`r"\d"`) no backslash means anything. */
function withoutTexts(expression: string): string | null {
  const token = /\/\/[^\n]*|(\b[rRbB]{1,2})?("""|'''|"|'|`)/g;
  let bare = '';
  let from = 0;
  for (let found = token.exec(expression); found !== null; found = token.exec(expression)) {
    const [whole, prefix = '', quote] = found;
    bare += expression.slice(from, found.index);
    from = token.lastIndex;
    if (quote === undefined) continue;
    const end = endOfText(expression, found.index + whole.length, quote, /r/i.test(prefix));
    if (end === null) return null;
    bare += quote === '`' ? '_' : '0';
    from = end;
    token.lastIndex = end;
  }
  return bare + expression.slice(from);
}

function endOfText(expression: string, start: number, quote: string, isRaw: boolean): number | null {
  for (let at = start; at < expression.length; at += 1) {
    if (expression[at] === '\\' && !isRaw) at += 1;
    else if (expression.startsWith(quote, at)) return at + quote.length;
    // Only a text in three quotes runs over several lines.
    else if (expression[at] === '\n' && quote.length === 1) return null;
  }
  return null;
}

const closes: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

function bracketProblem(bare: string): string | null {
  const open: string[] = [];
  for (const sign of bare.match(/[()[\]{}]/g) ?? []) {
    const wanted = closes[sign];
    if (wanted === undefined) open.push(sign);
    else if (open.pop() !== wanted) return 'a bracket in it closes what was not opened';
  }
  return open.length > 0 ? 'a bracket in it is not closed' : null;
}
