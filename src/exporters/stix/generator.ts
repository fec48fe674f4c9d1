import { stixExtensionSchema } from '../../generated/stix-extension.ts';
import { stixId } from './ids.ts';
import { midnight, type StixObject } from './objects.ts';

/** Dates of the constants below: a change of their content needs a later `modified`. */
export const CONSTANT_CREATED = midnight('2026-01-27');
const EXTENSION_MODIFIED = CONSTANT_CREATED;
const EXTENSION_VERSION = '1.0.0';
const EXTENSION_NAME = 'ATT&CK mapping facts';

/** TLP 2.0 in STIX 2.1, as OASIS publishes it in cti-stix-common-objects. */
export const TLP_EXTENSION_ID = 'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d';
export const TLP_CLEAR: StixObject = {
  type: 'marking-definition',
  spec_version: '2.1',
  id: 'marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487',
  created: '2022-10-01T00:00:00.000Z',
  name: 'TLP:CLEAR',
  extensions: {
    [TLP_EXTENSION_ID]: { extension_type: 'property-extension', tlp_2_0: 'clear' },
  },
};

/** The program that writes the bundles (4.5). */
export const GENERATOR_IDENTITY: StixObject = {
  type: 'identity',
  spec_version: '2.1',
  id: stixId('identity', { slug: 'attack-mappings' }),
  created: CONSTANT_CREATED,
  modified: CONSTANT_CREATED,
  name: 'attack-mappings',
  description:
    'Turns the published mappings between security capabilities and MITRE ATT&CK into data that tools import.',
  identity_class: 'system',
  object_marking_refs: [TLP_CLEAR.id],
};

/** Our property extension (7.3): its schema is carried along, its key holds the major version. */
export const EXTENSION_DEFINITION: StixObject = {
  type: 'extension-definition',
  spec_version: '2.1',
  id: stixId('extension-definition', {
    name: EXTENSION_NAME,
    major_version: EXTENSION_VERSION.replace(/\..*$/, ''),
  }),
  created_by_ref: GENERATOR_IDENTITY.id,
  created: CONSTANT_CREATED,
  modified: EXTENSION_MODIFIED,
  name: EXTENSION_NAME,
  description:
    'Facts of a mapping that STIX has no property for: scores, mapping type, comment, references and licences of each assessment, capability groups, and the releases a report speaks of.',
  schema: JSON.stringify(stixExtensionSchema),
  version: EXTENSION_VERSION,
  extension_types: ['property-extension'],
  object_marking_refs: [TLP_CLEAR.id],
};
