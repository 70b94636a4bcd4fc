const UNREADABLE = 'The document is not valid YAML here.';

/**
 * Our words for each reason that the YAML parser gives. Its own messages quote the text around the fault, which may be a secret,
 * and some of its reasons quote a name, so none of them is ever passed on.
 */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['tab characters must not be used in indentation', 'A tab stands in the indentation; YAML indents with spaces.'],
  ['bad indentation of a sequence entry', 'The indentation of this list item does not fit the lines above.'],
  ['bad indentation of a mapping entry', 'The indentation or the text here does not fit the mapping above.'],
  ['deficient indentation', 'This line is indented less than the value that it continues.'],
  ['expected valid JSON character', 'A quoted text holds a control character.'],
  ['the stream contains non-printable characters', 'The text holds a control character.'],
  ['null byte is not allowed in input', 'The text holds a NUL character.'],
  ['end of the stream or a document separator is expected', 'The document should end before this text.'],
  ['unexpected end of the stream within a single quoted scalar', "A text in single quotes (') is never closed."],
  ['unexpected end of the document within a single quoted scalar', "A text in single quotes (') is never closed."],
  ['unexpected end of the stream within a double quoted scalar', 'A text in double quotes (") is never closed.'],
  ['unexpected end of the document within a double quoted scalar', 'A text in double quotes (") is never closed.'],
  ['unexpected end of the stream within a flow collection', 'A bracket or brace is never closed.'],
  ['missed comma between flow collection entries', 'A comma is missing between two entries in brackets or braces.'],
  ["expected the node content, but found ','", 'A value is missing before this comma.'],
  ["expected ':' after a mapping key", 'A colon is missing after this key.'],
  [
    'a whitespace character is expected after the key-value separator within a block mapping',
    'A space is missing after the colon.',
  ],
  [
    'can not read a block mapping entry; a multiline key may not be an implicit key',
    'A key goes over several lines, or a colon is missing after it.',
  ],
  ['unknown escape sequence', 'A text in double quotes holds a backslash escape that YAML does not know.'],
  ['expected hexadecimal character', 'A \\x, \\u or \\U escape lacks hexadecimal digits.'],
  ['a line break is expected', 'The text of a block (| or >) must begin on the next line.'],
  ['repeat of an indentation width identifier', 'The header of a block (| or >) is not valid.'],
  ['repeat of a chomping mode identifier', 'The header of a block (| or >) is not valid.'],
  [
    'bad explicit indentation width of a block scalar; it cannot be less than one',
    'The header of a block (| or >) is not valid.',
  ],
  ['alias node should not have any properties', 'An alias (*) cannot have a tag or an anchor.'],
  ['name of an anchor node must contain at least one character', 'An anchor (&) has no name.'],
  ['name of an alias node must contain at least one character', 'An alias (*) has no name.'],
  ['duplication of an anchor property', 'A value has two anchors (&).'],
  ['duplication of a tag property', 'A value has two tags (!).'],
  ['named tag handle cannot contain such characters', 'A tag (!) is not valid.'],
  ['tag suffix cannot contain exclamation marks', 'A tag (!) is not valid.'],
  ['tag suffix cannot contain flow indicator characters', 'A tag (!) is not valid.'],
  ['unexpected end of the stream within a verbatim tag', 'A tag (!) is not valid.'],
  ['directives end mark is expected', 'A directive (%) stands before no document.'],
  ['directive name must not be less than one character in length', 'A directive (%) is not valid.'],
  ['ill-formed argument of the YAML directive', 'A directive (%) is not valid.'],
  ['YAML directive accepts exactly one argument', 'A directive (%) is not valid.'],
  ['TAG directive accepts exactly two arguments', 'A directive (%) is not valid.'],
  ['unacceptable YAML version of the document', 'A directive (%) is not valid.'],
  ['duplication of %YAML directive', 'A directive (%) is not valid.'],
  ['ill-formed tag handle (first argument) of the TAG directive', 'A directive (%) is not valid.'],
  ['ill-formed tag prefix (second argument) of the TAG directive', 'A directive (%) is not valid.'],
  ['can not read a document', UNREADABLE],
]);

/** One plain sentence for a reason of the YAML parser; never holds text of the document. */
export function explainSyntax(reason: string): string {
  if (reason.startsWith('nesting exceeded maxDepth')) return 'The document nests too deeply.';
  if (/^(?:undeclared tag handle|tag name cannot contain|there is a previously declared suffix)/.test(reason)) {
    return 'A tag (!) is not valid.';
  }
  return WORDS.get(reason) ?? UNREADABLE;
}
