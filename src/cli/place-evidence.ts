import type { Finding, FindingEvidence } from '../assessment/assessment.ts';
import { type SourceOf, startOfDocument } from '../assessment/findings.ts';
import { locateFields, type Pin, type ReadTexts } from '../collect/manifests/locate-evidence.ts';

/** Remembers what evidence points at while an estate is assessed, so that the lines of what is reported can be found afterwards. */
export interface EvidencePlaces {
  readonly sourceOf: SourceOf;
  /** Gives the evidence of some findings the lines of the fields that it points at. */
  locate(findings: readonly Finding[], texts: ReadTexts): void;
}

/** Starts to remember. Looking for lines costs reading again, which is done for what is reported only. */
export function rememberPlaces(): EvidencePlaces {
  const pins = new Map<NonNullable<FindingEvidence['source']>, Pin>();
  return {
    sourceOf(origin, path) {
      const source = startOfDocument(origin, path);
      if (source !== null && origin.api === undefined) pins.set(source, { origin, path });
      return source;
    },
    locate(findings, texts) {
      const sources = findings.flatMap(({ evidence }) =>
        evidence.flatMap(({ source }) => (source !== null && pins.has(source) ? [source] : [])),
      );
      const positions = locateFields(
        sources.map((source) => pins.get(source) as Pin),
        texts,
      );
      sources.forEach((source, index) => Object.assign(source, positions[index]));
    },
  };
}
