import { BlockList, isIP } from 'node:net';

const blockListOf = (...subnets: readonly string[]): BlockList => {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [address = '', prefix] = subnet.split('/');
    list.addSubnet(address, Number(prefix), address.includes(':') ? 'ipv6' : 'ipv4');
  }
  return list;
};

const LOOPBACK = blockListOf('127.0.0.0/8', '::1/128');

/** @see https://www.iana.org/assignments/iana-ipv4-special-registry @see https://www.iana.org/assignments/iana-ipv6-special-registry */
const PRIVATE = blockListOf(
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
  '::/96',
  '::ffff:0:0:0/96',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
  '5f00::/16',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
);

const isIn = (list: BlockList, host: string): boolean => {
  const version = isIP(host);
  return version !== 0 && list.check(host, version === 6 ? 'ipv6' : 'ipv4');
};

/**
 * Names that only a local network resolves: of cloud networks and clusters, and those that the public internet reserves.
 *
 * @see https://www.iana.org/assignments/special-use-domain-names
 */
const LOCAL_NAME =
  /\.(?:internal|local|localdomain|lan|home|corp|mail|intranet|private|svc|cluster|consul|arpa|test|example|invalid|onion|alt)$/;

/** Characters of a name and of one of its parts, as DNS allows. */
const LONGEST_NAME = 253;
const TOO_LONG_PART = /[^.]{64}/;

/** A name, an IPv4 address, or an IPv6 address in brackets. A non-ASCII name is in Punycode here. */
const ORDINARY_HOST = /^(?:\[[\da-f:.]+\]|[\w.-]+)$/;

/** Where a host is. `private` includes link-local and other addresses that are not on the public internet. */
export type HostKind = 'public' | 'loopback' | 'private';

/**
 * Classifies the host of an address. Names are not resolved, so a public name may still lead to a private address.
 *
 * @param hostname `hostname` of a parsed URL, which has already normalized numeric, non-ASCII and IPv6 spellings
 */
export const hostKind = (hostname: string): HostKind => {
  // Core's HTTP client parses the address again, with a parser that ends a host at `'`, `"`, `;`, `{` and others, and that
  // drops a host of more than 255 characters: then the next part of the path is the host.
  if (hostname.length > LONGEST_NAME || TOO_LONG_PART.test(hostname) || !ORDINARY_HOST.test(hostname)) return 'private';
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.{1,253}$/, '');
  if (host === 'localhost' || host.endsWith('.localhost') || isIn(LOOPBACK, host)) return 'loopback';
  const isLocalName = LOCAL_NAME.test(host) || (isIP(host) === 0 && !host.includes('.'));
  return isLocalName || isIn(PRIVATE, host) ? 'private' : 'public';
};
