const fetched = /^npm http fetch GET 200 /;
const compiles = /^npm info run smart-whisper@\S+ install (?!\{)/;
const compiled = /^npm info run smart-whisper@\S+ install \{/;

/** Makes steps of what npm writes at its level "info": getting packages, compiling, and the rest. */
export function npmSteps(steps) {
  let packages = 0;
  let isGetting = true;
  let rest = '';
  steps.begin('Getting the packages');
  return (text) => {
    const lines = (rest + text).split(/\r?\n/);
    rest = lines.pop();
    for (const line of lines) {
      if (isGetting && fetched.test(line)) {
        packages += 1;
        steps.note(`${packages} fetched`);
      } else if (compiles.test(line)) {
        isGetting = false;
        steps.begin('Compiling the speech engine');
      } else if (compiled.test(line)) steps.begin('Finishing the packages');
    }
  };
}

/** What a person needs of npm's last lines when it has failed. */
export const withoutProgress = (text) =>
  text
    .split(/\r?\n/)
    .filter((line) => !/^npm (http|info) /.test(line))
    .join('\n');
