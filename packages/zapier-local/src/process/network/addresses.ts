import { BlockList, isIP } from 'node:net';

// An unspecified address as a destination is this machine too.
const LOCAL = new BlockList();
LOCAL.addSubnet('127.0.0.0', 8);
LOCAL.addAddress('0.0.0.0');
LOCAL.addAddress('::1', 'ipv6');
LOCAL.addAddress('::', 'ipv6');

/** A host name or an IP address as the rules for the network compare it. */
export const normalizeHost = (host: string): string =>
  host
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '');

/** Whether a normalized host is the loopback. */
export const isLoopback = (host: string): boolean => {
  const version = isIP(host);
  if (version === 0) return host === '' || host === 'localhost' || host.endsWith('.localhost');
  return LOCAL.check(host, version === 6 ? 'ipv6' : 'ipv4');
};
