import dgram from 'node:dgram';

/** Makes UDP sockets find addresses with Node's own lookup, which is routed, and not with one that the app passes to them. */
export const routeDatagrams = (): void => {
  dgram.createSocket = new Proxy(dgram.createSocket, {
    apply(target, self, [options, ...others]: unknown[]) {
      if (typeof options !== 'object' || options === null) return Reflect.apply(target, self, [options, ...others]);
      return Reflect.apply(target, self, [{ ...options, lookup: undefined }, ...others]);
    },
  });
};
