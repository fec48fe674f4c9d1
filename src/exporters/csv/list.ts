/** Between the values of a list in one cell. */
export const LIST = ' | ';
