/** Version of the arithmetic. It changes whenever any answer could change; a stored quote carries the one that priced it. */
export const engineVersion = '1.1.0';
