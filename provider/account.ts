/** Somebody who can sign in at the embedded provider. */
export interface Account {
  /** whom tokens name */
  subject: string;
  name: string;
  email: string;
  /** whom the page says they are: their city, and what they do in the hub */
  about: string;
  role: string;
}
