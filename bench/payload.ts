/** An event with as many line items as fit into exactly `bytes` ASCII characters. */
export const payloadOf = (bytes: number): string => {
  const item = (at: number) => ({
    id: 1000 + at,
    name: `Item ${at}`,
    price: 19.9,
    isPaid: at % 2 === 0,
    tags: ['new', 'sale'],
    address: { street: '1 Main Street', city: 'Springfield', zip: '12345' },
  });
  const items: object[] = [];
  const textOf = (note: string) => JSON.stringify({ id: 'evt_1', type: 'order.paid', note, items });
  let left = bytes - textOf('').length;
  for (let at = 0; ; at += 1) {
    // From the second item on, a comma too.
    const cost = JSON.stringify(item(at)).length + (at > 0 ? 1 : 0);
    if (cost > left) break;
    items.push(item(at));
    left -= cost;
  }
  return textOf('x'.repeat(left));
};
