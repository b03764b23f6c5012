/** Someone who orders. */
export interface Customer {
  id: string;
  name: string;
  email: string;
  newsletter: boolean;
}

export const greeting = (customer: Customer): string => `Dear ${customer.name}`;
