/** What a word looks like that says that something is to be put in its place. */
export const toFillIn: RegExp =
  /^\s*[A-Z0-9_-]+\s*$|(?:change|replace|todo|tbd|placeholder|dummy|example|fake|redacted|your|xxx)/;
