export const help = `MeetMemo on the command line

  meetmemo call AREA.METHOD [INPUT]   call a method and print its result as JSON
  meetmemo import FILE…               import sound and video files, folders of them, and meetings exported as JSON
  meetmemo transcribe FILE|MEETING    print what is said in a file, or a meeting by its id or exact title
  meetmemo export MEETING [VERSION]   print the transcript that a meeting has: the version that is shown, or this one
  meetmemo summarize MEETING          print what was said in short, with what was decided and who does what
  meetmemo names MEETING              print who speakers without a name may be, each with the words that tell
  meetmemo export MEETING… --out DIR  write meetings as files: summary, action items, notes and transcript
  meetmemo export --schema            the JSON Schema of what --format json writes, and import reads
  meetmemo process FILE --out DIR     import, transcribe, summarise and export a file in one go
  meetmemo search WORD…               find meetings by title, notes, names and what is said; "quoted words" stand together
  meetmemo jobs [list]                what waits, runs and has ended
  meetmemo jobs cancel ID             stop one; what is done of it is kept
  meetmemo jobs retry ID              go on with one that failed or was cancelled, and wait for it
  meetmemo jobs move ID [BEFORE]      put one before another, or last
  meetmemo jobs pause, resume         hold up the whole queue, or let it go on
  meetmemo devices                    what speech recognition can run on, and what lies idle for which reason
  meetmemo models list                what models there are for speech and for language, and which are installed
  meetmemo models recommend           the ones that suit this machine, and why
  meetmemo models download ID         fetch one; goes on where an earlier download stopped
  meetmemo models import FILE         take in a model file that is here already (Whisper, or a language model as GGUF)
  meetmemo models remove ID           delete one
  meetmemo serve                      open the app for a browser on this machine
  meetmemo methods [AREA.METHOD]      list all methods and what they take, or tell all of one
  meetmemo --help, --version

Options
  --home DIR      the library's folder (or set MEETMEMO_HOME)
  --port N        serve: the port, 0 for any free one (default: the library's usual one)
  --json          methods: as JSON, inputs as JSON Schema; import: what became of each file, as JSON {items, leftOut};
                  models, devices, jobs, search, names: the result as JSON
  --folder NAME   import: into this folder of the library
  --again         import: even what is in the library already; devices: try them once more
  --out FILE      call: write the file that a method returns to FILE, which must not exist yet;
                  transcribe, export, process: write files named after the meeting into this folder
  --model ID      transcribe, process: the model, as models list names it (default: the setting speechModel)
                  summarize, names: quick, which takes no AI model, a language model, or server (default: the
                  setting summaryModel, which is quick at first)
  --template ID   summarize: what it is to be like (default: the setting summaryTemplate): minutes, stand-up, interview,
                  lecture, one-to-one, sales-call, follow-up, action-list, decision-log, or one of your own by its id
  --language L    transcribe, process: a code such as en, or auto; export: of headings and dates, en, de or es
  --prompt TEXT   transcribe, process: names and terms to expect, with commas between, 5000 letters at most. Of a long
                  list a model takes in only the end, some fifty names; one that knows English only none with other
                  letters than Latin ones
  --format F,…    transcribe, export: txt (the default), md, pdf, docx, json, srt, vtt, csv, actions (a CSV of the
                  action items), eml (a draft of a letter with the PDF), several of them with --out; process: pdf,md;
                  summarize: md (the default) or json
  --parts P,…     export, process: summary, actions, notes, transcript (default: all of them;
                  what is printed as txt: the transcript)
  --no-times, --no-speakers, --marks
                  export, process: leave out times or names, also whose an action item is, and in csv and actions
                  the columns of them; json, srt and vtt keep their times; mark words that were hardly understood
  --paper P       export, process: a4 (the default) or letter
  --zip           export, process: one zip in place of files
  --force         transcribe, export, process: in place of files of the same names; without it a number is added

INPUT is a JSON object, or - to read it from standard input. Bytes in a result are printed as base64.
Of call and methods an error is printed as JSON {code, message, details} on standard error, with exit status 1;
a command that can not be understood ends with exit status 2. import ends with exit status 1 when a
file could not be imported or was cancelled; Ctrl+C cancels what is not done and keeps what is.
transcribe imports a file that is not in the library yet, prints the text, and says how far it is on
standard error; it ends with exit status 1 where there is no text in the end, as where no words were found.
A meeting that has a transcript gets another version of it; export prints what there is.

Examples
  meetmemo call meetings.create '{"title": "Budget", "tags": ["finance"]}'
  meetmemo call meetings.list '{"filter": {"text": "budget"}, "limit": 10}'
  meetmemo import interview.m4a ~/recordings --folder Research
  meetmemo transcribe interview.m4a --language en --format srt --out ~/subtitles
  meetmemo export interview --format json
  meetmemo export interview kickoff --format pdf,docx --out ~/minutes
  meetmemo process interview.m4a --out ~/minutes
  meetmemo call logs.export '{"format": "csv"}' --out log.csv
`;
