/** Who is logged in. */
export interface Account {
  email: string;
  id: string;
  name: string;
  newsletter: boolean;
}

export const signature = (account: Account): string => `${account.name} <${account.email}>`;
