/**
 * The containers that are opened, by FFmpeg's names. None of them reads another file: playlists, image sequences,
 * scripts and devices are not among them.
 */
const containers = [
  ['wav', 'w64', 'aiff', 'au', 'caf'],
  ['mp3', 'aac', 'loas', 'ac3', 'eac3', 'dts', 'amr', 'amrnb', 'amrwb'],
  ['flac', 'ogg', 'wv', 'ape', 'tta', 'mpc', 'mpc8'],
  ['mov', 'matroska', 'asf', 'avi', 'flv', 'mpegts', 'mpeg'],
].flat();

/** No decoder for pictures is among them, so none is run, not even to look at a film's size. */
const codecs = [
  ['aac', 'aac_latm', 'alac', 'mp1', 'mp1float', 'mp2', 'mp2float', 'mp3', 'mp3float', 'ac3', 'eac3', 'dca'],
  ['opus', 'libopus', 'vorbis', 'libvorbis', 'speex', 'flac', 'wavpack', 'ape', 'tta', 'mpc7', 'mpc8'],
  ['wmav1', 'wmav2', 'wmapro', 'wmavoice', 'wmalossless', 'amrnb', 'amrwb'],
  ['gsm', 'gsm_ms', 'ilbc', 'g722', 'g723_1', 'g729', 'nellymoser'],
  ['adpcm_ms', 'adpcm_ima_wav', 'adpcm_ima_qt', 'adpcm_swf', 'adpcm_g726', 'adpcm_g726le', 'adpcm_yamaha'],
  ['mace3', 'mace6', 'qdm2', 'qdmc', 'truehd', 'mlp'],
  ['pcm_alaw', 'pcm_mulaw', 'pcm_u8', 'pcm_s8', 'pcm_s8_planar', 'pcm_bluray', 'pcm_dvd', 'pcm_lxf'],
  ['pcm_u16le', 'pcm_u16be', 'pcm_u24le', 'pcm_u24be', 'pcm_u32le', 'pcm_u32be'],
  ['pcm_s16le', 'pcm_s16be', 'pcm_s16le_planar', 'pcm_s16be_planar', 'pcm_s24le', 'pcm_s24be'],
  ['pcm_s32le', 'pcm_s32be', 'pcm_s64le', 'pcm_s64be', 'pcm_f32le', 'pcm_f32be', 'pcm_f64le', 'pcm_f64be'],
].flat();

export const containerWhitelist = containers.join(',');
export const codecWhitelist = codecs.join(',');

/** A format of FFmpeg's goes by several names: `mov,mp4,m4a,3gp,3g2,mj2`. */
export const isContainer = (names: string) => names.split(',').some((name) => containers.includes(name));
export const isCodec = (name: string) => codecs.includes(name);
