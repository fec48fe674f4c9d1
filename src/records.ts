import type { Derived, MappingSet, SetKey, TechniqueResolution } from './generated/mapping-set.ts';
import type { Diagnostic, Place } from './generated/run-report.ts';

/** A row under the publisher's field names, as read: text is normalised later, in one place. */
export interface SourceRow {
  readonly [field: string]: unknown;
}

/** Text of a description, paragraphs apart by an empty line, with the links it holds. */
export interface DescriptionText {
  readonly text: string;
  readonly links?: readonly { readonly url: string; readonly text: string }[];
}

/** What stays of a canonical set when it is read again. Of capabilities and groups, their descriptions. */
export type Carried = Pick<
  MappingSet,
  | 'attribution'
  | 'filter'
  | 'capabilities'
  | 'capability_groups'
  | 'techniques'
  | 'migrations'
  | 'sources'
  | 'dates'
>;

/** What a parser yields. `set` is what the document says of the set, in its own spelling. */
export type ParsedRecord =
  | {
      readonly kind: 'header';
      readonly set: Partial<SetKey>;
      readonly metadata: SourceRow;
      /** Members of `set` that the document does not state: read from the shape of its ids. */
      readonly inferred?: readonly (keyof SetKey)[];
      /** What a canonical set says of itself, so that it stays true when the set is read again. */
      readonly carried?: Carried;
      readonly place: Place;
    }
  | {
      readonly kind: 'mapping-type';
      readonly set: Partial<SetKey>;
      readonly id: string;
      readonly fields: SourceRow;
      readonly place: Place;
    }
  | {
      readonly kind: 'group';
      readonly set: Partial<SetKey>;
      readonly id: string;
      readonly name: unknown;
      readonly description?: DescriptionText;
      readonly place: Place;
    }
  | {
      /** What a document says of a capability, whether rows name it or not. */
      readonly kind: 'capability';
      readonly set: Partial<SetKey>;
      readonly id: string;
      readonly name?: string;
      readonly description?: DescriptionText;
      /** What more the document says of it, as tags and dates: plain data under its own names. */
      readonly additional?: SourceRow;
      readonly place: Place;
    }
  | {
      /** What a document says of a technique, beside its rows. */
      readonly kind: 'technique';
      readonly set: Partial<SetKey>;
      readonly id: string;
      readonly name?: string;
      readonly description?: DescriptionText;
      readonly place: Place;
    }
  | {
      /** Which rows of the set this document shows, so that it can be compared with others. */
      readonly kind: 'extent';
      readonly set: Partial<SetKey>;
      /** The fields that its rows have where there is something to say, as `comments`. */
      readonly fields: readonly string[];
      /** True when it shows every mapped row of the set that has the values of `of`. */
      readonly complete: boolean;
      readonly of: {
        readonly capability_id?: string;
        readonly attack_object_id?: string;
        readonly capability_group?: string;
      };
      readonly place: Place;
    }
  | {
      readonly kind: 'row';
      readonly set: Partial<SetKey>;
      readonly fields: SourceRow;
      /** Fields that were filled from another document, with its address. */
      readonly filled?: Readonly<Record<string, string>>;
      /** What migrations left on the row of a canonical set. */
      readonly migrated?: Pick<Derived, 'migrated_from' | 'collides_with'>;
      /** What a canonical set says of the technique, for those who do not ask ATT&CK. */
      readonly technique?: TechniqueResolution;
      readonly place: Place;
    }
  | { readonly kind: 'diagnostic'; readonly diagnostic: Diagnostic };
