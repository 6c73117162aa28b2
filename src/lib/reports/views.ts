/**
 * Map/reduce over `figures`, the same in PouchDB and in a CouchDB cluster, so the functions are self-contained texts.
 * Keys: `[province, city, county, township, village, year, month]`; the reduce counts attempts, completed, passed.
 */
export const reportsDesign = {
	_id: '_design/reports',
	views: {
		attempts: {
			map: `function (doc) {
	if (doc.kind !== 'attempt') return;
	var key = [];
	for (var i = 0; i < 5; i++) key.push(doc.org[i] || '');
	key.push(doc.year, doc.month);
	emit(key, [1, doc.completion === 'completed' ? 1 : 0, doc.success === 'passed' ? 1 : 0]);
}`,
			reduce: `function (keys, values) {
	var total = [0, 0, 0];
	for (var i = 0; i < values.length; i++)
		for (var j = 0; j < 3; j++) total[j] += values[i][j];
	return total;
}`
		}
	}
} as const;
