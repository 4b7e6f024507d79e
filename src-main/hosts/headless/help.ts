export const help = `MeetMemo on the command line

  meetmemo call AREA.METHOD [INPUT]   call a method and print its result as JSON
  meetmemo import FILE…               import sound and video files, and folders of them
  meetmemo serve                      open the app for a browser on this machine
  meetmemo methods [AREA.METHOD]      list all methods and what they take, or tell all of one
  meetmemo --help, --version

Options
  --home DIR      the library's folder (or set MEETMEMO_HOME)
  --port N        serve: the port, 0 for any free one (default: the library's usual one)
  --json          methods: as JSON, inputs as JSON Schema; import: what became of each file, as JSON {items, leftOut}
  --folder NAME   import: into this folder of the library
  --again         import: even what is in the library already
  --out FILE      call: write the file that a method returns to FILE, which must not exist yet

INPUT is a JSON object, or - to read it from standard input. Bytes in a result are printed as base64.
An error is printed as JSON {code, message, details} on standard error, with exit status 1;
a command that can not be understood ends with exit status 2. import ends with exit status 1 when a
file could not be imported or was cancelled; Ctrl+C cancels what is not done and keeps what is.

Examples
  meetmemo call meetings.create '{"title": "Budget", "tags": ["finance"]}'
  meetmemo call meetings.list '{"filter": {"text": "budget"}, "limit": 10}'
  meetmemo import interview.m4a ~/recordings --folder Research
  meetmemo call logs.export '{"format": "csv"}' --out log.csv
`;
