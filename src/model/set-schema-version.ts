/** The version of the schema of mapping sets that sets are written in. */
export const SET_SCHEMA_VERSION = '1.2.0';
