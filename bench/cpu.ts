/** CPU time of this process, all threads, in ms, for each of some runs of a work. */
export async function cpu(work: () => Promise<unknown>, runs = 1): Promise<number> {
	const before = process.cpuUsage();
	for (let run = 0; run < runs; run++) await work();
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1000 / runs;
}
