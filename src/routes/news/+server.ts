import { serveStation } from '$lib/hub/server';
import { news } from '$lib/sync/protocol';

/** What is new for a station: one request and one answer, also when nothing is. */
export const GET = serveStation(news, ({ hub, body, station }) => hub.news.since(body, station));
