/** Prometheus figures, served on a loopback port of their own. */
import { createServer, type Server } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type pg from 'pg';

const registry = new Registry();
collectDefaultMetrics({ register: registry });

const requests = new Histogram({
  name: 'volano_http_request_seconds',
  help: 'Time of HTTP requests by route and status class',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
  registers: [registry],
});

const liveStreams = new Gauge({ name: 'volano_live_streams', help: 'Open live streams', registers: [registry] });

/** Counts and times every request by its route pattern, never by its address. */
export function observeRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    requests.labels(request.method, request.routeOptions.url ?? 'unknown', `${Math.floor(reply.statusCode / 100)}xx`).observe(reply.elapsedTime / 1000);
  });
}

/** Tells the gauge how many streams are open. */
export function observeLiveStreams(count: number): void {
  liveStreams.set(count);
}

/** Adds the connection pool's state to the page; once per process. */
export function observePool(pool: pg.Pool): void {
  if (registry.getSingleMetric('volano_database_connections') !== undefined) return;
  registry.registerMetric(
    new Gauge({
      name: 'volano_database_connections',
      help: 'Connections of the pool by state',
      labelNames: ['state'],
      registers: [],
      collect() {
        this.labels('total').set(pool.totalCount);
        this.labels('idle').set(pool.idleCount);
        this.labels('waiting').set(pool.waitingCount);
      },
    }),
  );
}

/** Starts the page on 127.0.0.1. */
export function serveMetrics(port: number): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    registry.metrics().then(
      (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
