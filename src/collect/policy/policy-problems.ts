import { Settings } from 'typebox/system';
import * as Value from 'typebox/value';
import { criterionIds } from '../../definition/criteria.ts';
import { type MetricName, metricNames } from '../../definition/metric-names.ts';
import { registryPatternProblem } from '../../estate/image-reference.ts';
import { endOfValidity } from '../../estate/instant.ts';
import { isRaw, type Raw, writePath } from '../objects/fields.ts';
import { suggestNames } from '../suggest-name.ts';
import { policySchema } from './policy-schema.ts';

/** The names that a policy file may use and that other rooms know. */
export interface KnownNames {
  readonly frameworks: readonly string[];
  /** By criterion; one that is not judged yet has none, and any reason of it is taken. */
  readonly reasons: ReadonlyMap<string, readonly string[]>;
  /** The numbers that some check acts on. */
  readonly targets: readonly MetricName[];
}

/** One thing that is wrong with a policy file. */
export interface PolicyProblem {
  /** Where it stands in the document. */
  readonly path: readonly (string | number)[];
  /** One sentence without its place. */
  readonly message: string;
}

/** Keys of the contract that this version does not act on: an error, because a key that is ignored deceives. */
const laterKeys: readonly string[] = ['attestations'];

/** Everything that is wrong with the value of a policy file; empty: it is a PolicyFile. Several may stand at one place. */
export function policyProblems(value: unknown, known: KnownNames): PolicyProblem[] {
  if (isRaw(value)) {
    const heads = headProblems(value);
    // Something else than a policy: what its keys are says nothing.
    if (heads.length > 0) return heads;
  }
  const structure = structureProblems(value, known.targets);
  const wrong = new Set(structure.map(({ path }) => writePath(path)));
  const meaning = isRaw(value) ? meaningProblems(value, known).filter(({ path }) => !wrong.has(writePath(path))) : [];
  return [...structure, ...meaning];
}

function headProblems(value: Raw): PolicyProblem[] {
  const expected = { apiVersion: 'kubecompass.io/v1', kind: 'Policy' };
  return Object.entries(expected).flatMap(([key, wanted]) => {
    if (!Object.hasOwn(value, key))
      return [{ path: [], message: `it has no ${key}: a policy file begins with \`${key}: ${wanted}\`` }];
    return value[key] === wanted ? [] : [{ path: [key], message: `${key} must be ${wanted}` }];
  });
}

function structureProblems(value: unknown, targets: readonly MetricName[]): PolicyProblem[] {
  const schema = policySchema(targets);
  const { maxErrors } = Settings.Get();
  // Its own limit of eight would hide problems behind others.
  Settings.Set({ maxErrors: 1000 });
  try {
    return Value.Errors(schema, value).flatMap((error): PolicyProblem[] => {
      const path = readPointer(error.instancePath, value);
      const where = writePath(path);
      switch (error.keyword) {
        case 'boolean':
          return [];
        case 'additionalProperties': {
          const allowed = keysAt(error.schemaPath, schema);
          const isTarget = path[0] === 'targets' && path.length === 2;
          return error.params.additionalProperties.map((key) => ({
            path: [...path, key],
            message: isTarget ? unknownTarget(key, where, allowed) : unknownKey(key, where, allowed),
          }));
        }
        case 'required':
          return error.params.requiredProperties.map((key) => ({ path, message: `${where || 'it'} has no ${key}` }));
        case 'type':
          return [
            {
              path,
              message: `${where || 'it'} must be ${typeWords[String(error.params.type)] ?? String(error.params.type)}`,
            },
          ];
        case 'enum': {
          const allowed = error.params.allowedValues.map(String);
          return [{ path, message: `${where} must be ${allowed.slice(0, -1).join(', ')} or ${allowed.at(-1)}` }];
        }
        case 'pattern':
          return [{ path, message: `${where} must be a day such as 2027-01-31, or an RFC 3339 time` }];
        case 'minLength':
        case 'minItems':
          return [{ path, message: `${where} is empty` }];
        case 'minimum':
          return [{ path, message: `${where} must not be negative` }];
        case 'maximum':
          return [{ path, message: `${where} is a share, and cannot be more than ${String(error.params.limit)}` }];
        default:
          return [{ path, message: `${where} ${error.message}` }];
      }
    });
  } finally {
    Settings.Set({ maxErrors });
  }
}

const typeWords: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  number: 'a number',
  object: 'a mapping of keys to values',
  string: 'text',
};

function unknownKey(key: string, where: string, allowed: readonly string[]): string {
  const inside = where === '' ? '' : ` in ${where}`;
  if (where === '' && laterKeys.includes(key)) return `this version does not act on ${key} yet`;
  return `unknown key ${quote(key)}${inside}${orMeant(key, allowed)}`;
}

/** A number that is set and read by nothing would deceive; the few that are read are told. */
function unknownTarget(key: string, where: string, allowed: readonly string[]): string {
  const acts = `this version acts on ${allowed.join(', ')}`;
  return (metricNames as readonly string[]).includes(key)
    ? `unknown key ${quote(key)} in ${where}: no check acts on it yet; ${acts}`
    : `${unknownKey(key, where, allowed)}; ${acts}`.replace('?; ', '? ');
}

/** The keys that an object may have, by the schema's own path to it. */
function keysAt(schemaPath: string, root: unknown): string[] {
  let schema = root;
  for (const step of steps(schemaPath))
    schema = isRaw(schema) && Object.hasOwn(schema, step) ? schema[step] : undefined;
  const properties = isRaw(schema) ? schema['properties'] : undefined;
  return isRaw(properties) ? Object.keys(properties) : [];
}

/** The steps of a JSON pointer. */
function steps(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function readPointer(pointer: string, root: unknown): (string | number)[] {
  let value = root;
  return steps(pointer).map((step) => {
    const index = Array.isArray(value) ? Number(step) : null;
    if (Array.isArray(value)) value = value[Number(step)] as unknown;
    else value = isRaw(value) && Object.hasOwn(value, step) ? value[step] : undefined;
    return index ?? step;
  });
}

/** What no schema says: names that nobody knows, and days that no calendar has. Looks only at what has the right type. */
function meaningProblems(value: Raw, known: KnownNames): PolicyProblem[] {
  return [
    ...texts(value, ['frameworks']).flatMap(({ path, text }) => unknownName(path, 'framework', text, known.frameworks)),
    ...texts(value, ['registries']).flatMap(({ path, text }) => {
      const problem = registryPatternProblem(text);
      return problem === null ? [] : [{ path, message: `the registry pattern ${quote(text)} ${problem}` }];
    }),
    ...texts(value, ['platformNamespaces']).flatMap(({ path, text }) =>
      /^\*+$/.test(text) ? [{ path, message: everyNamespace }] : impossibleNamespace(path, text),
    ),
    ...objects(value, ['tiers', 'rules']).flatMap(({ path, object }) =>
      texts(object, ['namespaces']).flatMap((one) => impossibleNamespace([...path, ...one.path], one.text)),
    ),
    ...blanks(value, ['owner'], []),
    ...objects(value, ['exceptions']).flatMap(({ path, object }) => exceptionProblems(path, object, known)),
  ];
}

function exceptionProblems(path: readonly (string | number)[], exception: Raw, known: KnownNames): PolicyProblem[] {
  const { criterion, reason, expires, subject } = exception;
  const problems: PolicyProblem[] = [];
  if (typeof criterion === 'string' && criterion !== '') {
    problems.push(...unknownName([...path, 'criterion'], 'criterion', criterion, criterionIds));
    const reasons = known.reasons.get(criterion);
    if (reasons && typeof reason === 'string')
      problems.push(...unknownName([...path, 'reason'], `reason of ${criterion}`, reason, reasons));
  }
  if (typeof expires === 'string' && endOfValidity(expires) === null) {
    problems.push({
      path: [...path, 'expires'],
      message: `${quote(expires)} is no day of the calendar, and no RFC 3339 time`,
    });
  }
  if (isRaw(subject) && typeof subject['namespace'] === 'string') {
    problems.push(...impossibleNamespace([...path, 'subject', 'namespace'], subject['namespace']));
  }
  return [...problems, ...blanks(exception, ['owner', 'justification', 'approvedBy'], path)];
}

function unknownName(
  path: readonly (string | number)[],
  what: string,
  name: string,
  names: readonly string[],
): PolicyProblem[] {
  return names.includes(name) ? [] : [{ path, message: `there is no ${what} ${quote(name)}${orMeant(name, names)}` }];
}

/** A pattern that the name of no namespace can match would be a rule that is silently never used. */
const everyNamespace = 'not every namespace is the platform’s: what is asked of tenants would be asked nowhere';

function impossibleNamespace(path: readonly (string | number)[], pattern: string): PolicyProblem[] {
  if (/^[a-z0-9*?-]{0,253}$/.test(pattern)) return [];
  return [{ path, message: `no namespace can match ${quote(pattern)}: names have small letters, digits and dashes` }];
}

function blanks(object: Raw, keys: readonly string[], path: readonly (string | number)[]): PolicyProblem[] {
  return keys.flatMap((key) => {
    const text = Object.hasOwn(object, key) ? object[key] : undefined;
    return typeof text === 'string' && text !== '' && text.trim() === ''
      ? [{ path: [...path, key], message: `${writePath([...path, key])} is empty` }]
      : [];
  });
}

function at(value: Raw, path: readonly string[]): readonly unknown[] {
  let found: unknown = value;
  for (const key of path) found = isRaw(found) && Object.hasOwn(found, key) ? found[key] : undefined;
  return Array.isArray(found) ? (found as readonly unknown[]) : [];
}

function texts(value: Raw, path: readonly string[]): { path: (string | number)[]; text: string }[] {
  return at(value, path).flatMap((text, index) =>
    typeof text === 'string' && text !== '' ? [{ path: [...path, index], text }] : [],
  );
}

function objects(value: Raw, path: readonly string[]): { path: (string | number)[]; object: Raw }[] {
  return at(value, path).flatMap((object, index) => (isRaw(object) ? [{ path: [...path, index], object }] : []));
}

function orMeant(typed: string, names: readonly string[]): string {
  const meant = suggestNames(typed, names);
  return meant.length === 0 ? '' : `; did you mean ${meant.join(' or ')}?`;
}

function quote(text: string): string {
  return JSON.stringify(text.length > 100 ? `${text.slice(0, 100)}…` : text);
}
