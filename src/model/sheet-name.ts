/** The Navigator's Excel export cuts sheet names here, and sheets of one name replace one another. */
export const SHEET_NAME_LENGTH = 31;
/** What Excel allows in no sheet name, and the apostrophe that it does not allow at an edge. */
export const FORBIDDEN_IN_SHEET_NAME = /[\p{Cc}[\]:*?/\\]+|^'|'$/gu;
