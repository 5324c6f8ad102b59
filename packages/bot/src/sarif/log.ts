// SARIF 2.1.0 as far as we write it. The standard: docs.oasis-open.org/sarif/sarif/v2.1.0.

export interface Message {
  readonly text: string;
  readonly markdown?: string;
}

export interface ArtifactLocation {
  /** Percent-encoded, relative to what `uriBaseId` stands for. */
  readonly uri: string;
  readonly uriBaseId: string;
  /** The place in `artifacts`. */
  readonly index?: number;
}

/** Lines and columns from 1, the end column is the one after the last character; see `columnKind`. */
export interface Region {
  readonly startLine: number;
  readonly startColumn?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

export interface Location {
  readonly physicalLocation: { readonly artifactLocation: ArtifactLocation; readonly region: Region };
  readonly message?: Message;
}

export interface ArtifactChange {
  readonly artifactLocation: ArtifactLocation;
  readonly replacements: readonly {
    readonly deletedRegion: Required<Region>;
    readonly insertedContent?: { readonly text: string };
  }[];
}

export type Level = 'error' | 'warning' | 'note';

export interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: Level;
  readonly message: Message;
  readonly locations: readonly [Location];
  readonly partialFingerprints?: Readonly<Record<string, string>>;
  readonly codeFlows?: readonly {
    readonly threadFlows: readonly { readonly locations: readonly { readonly location: Location }[] }[];
  }[];
  readonly relatedLocations?: readonly Location[];
  readonly suppressions?: readonly {
    /** A comment beside the code, or a decision that is kept elsewhere. */
    readonly kind: 'inSource' | 'external';
    readonly status: 'accepted';
    readonly justification: string;
    readonly location?: Location;
  }[];
  readonly fixes?: readonly { readonly description: Message; readonly artifactChanges: readonly ArtifactChange[] }[];
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface Rule {
  readonly id: string;
  readonly shortDescription: Message;
  readonly fullDescription: Message;
  readonly help: Message;
  readonly defaultConfiguration: { readonly level: Level };
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface Notification {
  readonly descriptor: { readonly id: string };
  readonly level: Level;
  readonly message: Message;
}

export interface Artifact {
  readonly location: ArtifactLocation;
  readonly hashes?: { readonly 'sha-256': string };
}

export interface Run {
  readonly tool: {
    readonly driver: {
      readonly name: string;
      readonly version: string;
      readonly semanticVersion: string;
      readonly rules: readonly Rule[];
    };
  };
  readonly columnKind: 'utf16CodeUnits';
  readonly newlineSequences: readonly string[];
  readonly originalUriBaseIds: Readonly<Record<string, { readonly description: Message }>>;
  readonly invocations: readonly {
    readonly executionSuccessful: boolean;
    readonly exitCode: number;
    readonly exitCodeDescription: string;
    readonly toolExecutionNotifications: readonly Notification[];
  }[];
  readonly artifacts: readonly Artifact[];
  readonly results: readonly Result[];
}

export interface Log {
  readonly $schema: string;
  readonly version: '2.1.0';
  readonly runs: readonly [Run];
}
