/** What may be written as a telephone number and as an e-mail address; both may stay empty. A file of its own, so that the customer's phone takes them without the schemas. */
export const customerPatterns = { phone: /^$|^\+?[\d ()./-]{5,30}$/, email: /^$|^[^\s@<>"',;]+@[^\s@<>"',;]+\.[^\s@<>"',;.]+$/ } as const;
