// Runs a model with onnxruntime-node, the runtime of nobody's making here, and prints its tensors' bytes for specs.py --node.
// node outputs.mjs <package folder> <model.onnx> <feeds.json>; a feed is { type, dims, data } with 64-bit integers as strings.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [folder, model, feedsPath] = process.argv.slice(2);
const ort = createRequire(`${folder}/package.json`)('onnxruntime-node');
const session = await ort.InferenceSession.create(model, { intraOpNumThreads: 1, logSeverityLevel: 3 });
const arrays = { float32: Float32Array, float64: Float64Array, int64: (data) => BigInt64Array.from(data, BigInt), bool: Uint8Array, string: (data) => data };

const feeds = {};
for (const [name, { type, dims, data }] of Object.entries(JSON.parse(readFileSync(feedsPath, 'utf8')))) {
  const array = arrays[type];
  feeds[name] = new ort.Tensor(type, array.BYTES_PER_ELEMENT ? array.from(data) : array(data), dims);
}

const results = await session.run(feeds);
const printed = {};
for (const [name, { type, dims, data }] of Object.entries(results)) {
  printed[name] = type === 'string'
    ? { type, dims, data }
    : { type, dims, base64: Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64') };
}

process.stdout.write(JSON.stringify(printed));
