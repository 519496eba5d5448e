/** What ports of these numbers are called by nearly everybody. */
const usualNames: ReadonlyMap<number, string> = new Map([
  [80, 'http'],
  [8080, 'http'],
  [8000, 'http'],
  [3000, 'http'],
  [443, 'https'],
  [8443, 'https'],
  [9090, 'metrics'],
  [5432, 'postgresql'],
  [3306, 'mysql'],
  [6379, 'redis'],
  [27017, 'mongodb'],
  [5672, 'amqp'],
  [50051, 'grpc'],
]);

export function usualPortName(port: number): string | undefined {
  return usualNames.get(port);
}
