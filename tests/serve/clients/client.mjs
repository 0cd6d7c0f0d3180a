// What the JavaScript client makes of kf serve: prints a line for each thing that went well.
import { createRequire } from 'node:module';

const require = createRequire(process.env.KF_TEST_NODE + '/');
const k8s = require('@kubernetes/client-node');

const config = new k8s.KubeConfig();
config.loadFromDefault();
const core = config.makeApiClient(k8s.CoreV1Api);
console.log('pods', (await core.listPodForAllNamespaces()).items.length);
const map = await core.readNamespacedConfigMap({ name: 'my-config', namespace: 'prod' });
console.log('map', map.metadata.name);
const custom = config.makeApiClient(k8s.CustomObjectsApi);
const backups = { group: 'ops.corp.example', version: 'v1', plural: 'backups' };
console.log('custom', (await custom.listClusterCustomObject(backups)).items.length > 0);
const objects = k8s.KubernetesObjectApi.makeApiClient(config);
console.log('listed', (await objects.list('apps/v1', 'Deployment')).items.length > 0);

const path = '/api/v1/namespaces/prod/configmaps';
const list = () => core.listNamespacedConfigMap({ namespace: 'prod' });
const informer = k8s.makeInformer(config, path, list);
let added = 0;
informer.on('add', () => { added += 1; });
informer.on('error', (error) => error.type === 'aborted' || console.log('error', error));
await informer.start();
console.log('informer', added === (await list()).items.length);
await informer.stop();
try {
  await core.deleteNamespace({ name: 'prod' });
} catch (error) {
  console.log('delete', error.code);
}
process.exit(0);
