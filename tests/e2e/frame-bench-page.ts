import type { JsonObject } from '../../src/lib/base';
import { seedDataModel } from '../../src/lib/player/data-model';
import { partOf } from '../../src/lib/player/files';
import { Launch } from '../../src/lib/player/launch';

/** What tests call in the page. */
export interface Bench {
	/** Launches a package made of texts; gives the commits so far through `commits`. */
	launch(files: Record<string, string>, version: '1.2' | '2004', saved?: JsonObject | null): Promise<void>;
	leave(): Promise<void>;
	commits: { cmi: JsonObject; final: boolean }[];
	/** How long saving a commit takes, in ms. */
	saveDelay: number;
	messages: unknown[];
}

declare global {
	interface Window {
		bench: Bench;
	}
}

const types: Record<string, string> = { html: 'text/html', js: 'text/javascript', txt: 'text/plain' };
const frame = document.querySelector<HTMLIFrameElement>('#frame');
let launch: Launch | null = null;

window.bench = {
	commits: [],
	messages: [],
	saveDelay: 0,
	async launch(files, version, saved = null) {
		if (!frame) throw new Error('no frame');
		this.commits = [];
		launch = new Launch(frame, {
			contentOrigin: `http://localhost:${Number(location.port) + 1}`,
			href: 'index.html',
			version,
			cmi: seedDataModel(saved, version, { id: 'p1', name: '王秀英' }, 0),
			files: (path, range) => {
				const text = files[path];
				if (text === undefined) return Promise.resolve(null);
				const type = types[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
				return Promise.resolve(partOf(new Blob([text]), type, range));
			},
			save: async (commit) => {
				await new Promise((resolve) => setTimeout(resolve, this.saveDelay));
				this.commits.push(commit);
			},
			ended: () => undefined
		});
		await launch.start();
	},
	async leave() {
		await launch?.leave();
	}
};
addEventListener('message', ({ data }) => window.bench.messages.push(data));
localStorage.setItem('station', '学习记录');
