/** Whether a file is a scenario by its name, e.g. `leak.scenario.yaml`; takes paths and URIs. */
export function isScenarioFile(path: string): boolean {
  return /\.scenario\.(?:ya?ml|json)$/i.test(path);
}
