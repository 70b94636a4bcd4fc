// The part of SARIF 2.1.0 that is written here: https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html

/** How bad something is. */
export type Level = 'none' | 'note' | 'warning' | 'error';

/** A text for people; `markdown` only where a viewer renders it. */
export interface Message {
  readonly text: string;
  readonly markdown?: string;
}

/** What a property bag holds. */
export type Properties = Readonly<Record<string, unknown>>;

/** A rule, or a kind of notification. */
export interface ReportingDescriptor {
  readonly id: string;
  readonly name?: string;
  readonly shortDescription: Message;
  readonly fullDescription?: Message;
  readonly helpUri?: string;
  readonly help?: Message;
  readonly defaultConfiguration?: { readonly level: Level };
  readonly properties?: Properties;
}

/** A file, or what stands for one, by its address below a base. */
export interface ArtifactLocation {
  readonly uri: string;
  readonly uriBaseId?: string;
}

/** A place in a file, and the object that it belongs to. */
export interface Location {
  readonly id?: number;
  readonly physicalLocation: {
    readonly artifactLocation: ArtifactLocation;
    readonly region: { readonly startLine: number; readonly startColumn: number };
  };
  readonly logicalLocations?: readonly {
    readonly name: string;
    readonly fullyQualifiedName: string;
    readonly kind: string;
  }[];
  readonly message?: Message;
}

/** What was found once. */
export interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly kind: 'fail' | 'open' | 'pass' | 'notApplicable';
  readonly level: Level;
  readonly message: Message;
  readonly locations: readonly [Location];
  readonly relatedLocations?: readonly Location[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly suppressions?: readonly {
    readonly kind: 'external';
    readonly status: 'accepted';
    readonly justification: string;
    readonly properties: Properties;
  }[];
  readonly properties: Properties;
}

/** What the reader of a report must know of the run itself. */
export interface Notification {
  readonly descriptor: { readonly id: string; readonly index: number };
  readonly level: Level;
  readonly message: Message;
  readonly locations?: readonly Location[];
  readonly exception?: { readonly kind: string; readonly message: string };
  readonly associatedRule?: { readonly id: string };
}
