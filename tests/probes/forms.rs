//! The forms in which probes write a secret, in texts and in objects.
//!
//! `~` stands for the canary, `!64` for it in base64, NUMBER for its number, `BASE64:` for the base64
//! of what follows. `^` stands for nothing: it keeps this file from holding what looks like somebody's
//! token.

/// A form of a text: its name, and the text.
pub(super) type Form = (&'static str, &'static str);

/// Forms that any text may hold: files, annotations, scripts, messages.
pub(super) const TEXTS: &[Form] = &[
    (
        "Secret in YAML",
        "apiVersion: v1\nkind: Secret\nstringData:\n  a: ~\n",
    ),
    (
        "Secret in YAML with data",
        "kind: Secret\ndata:\n  a: !64\n",
    ),
    (
        "Secret with a comment behind its kind",
        "kind: Secret # db\nstringData:\n  a: ~\n",
    ),
    (
        "Secret in flow YAML",
        "{apiVersion: v1, kind: Secret, stringData: {a: ~}}",
    ),
    ("Secret in a flow list", "[{kind: Secret, data: {a: ~}}]"),
    (
        "Secret with an anchor",
        "kind: &k Secret\nstringData:\n  a: ~\n",
    ),
    (
        "Secret with a tag",
        "kind: !!str Secret\nstringData:\n  a: ~\n",
    ),
    (
        "Secret with quoted keys",
        "'kind': \"Secret\"\n\"stringData\":\n  'a': ~\n",
    ),
    ("Secret with a tab", "kind:\tSecret\nstringData:\n  a: ~\n"),
    (
        "Secret with its kind on the next line",
        "kind:\n  Secret\nstringData:\n  a: ~\n",
    ),
    (
        "Secret in a template",
        "kind: Secret {{/* x */}}\nstringData:\n  a: ~\n{{ end }}",
    ),
    (
        "Secret commented out",
        "# kind: Secret\n# stringData:\n#   a: ~\nb: 1\n",
    ),
    (
        "Secret in several documents",
        "a: 1\n---\nkind: Secret\nstringData:\n  a: ~\n---\nb: 1\n",
    ),
    (
        "Secret behind an alias",
        "s: &s {a: ~}\nkind: Secret\nstringData: *s\n",
    ),
    (
        "Secret with a block of lines",
        "kind: Secret\nstringData:\n  a: |\n    x\n    ~\n",
    ),
    ("part of a Secret", "stringData:\n  a: ~\n"),
    (
        "Secret in a block of a ConfigMap",
        "kind: ConfigMap\ndata:\n  f: |\n    kind: Secret\n    stringData:\n      a: ~\n",
    ),
    (
        "SecretList in YAML",
        "kind: SecretList\nitems:\n- data:\n    a: ~\n",
    ),
    (
        "SecretList in JSON",
        r#"{"kind":"SecretList","items":[{"data":{"a":"~"}}]}"#,
    ),
    (
        "List in JSON",
        r#"{"kind":"List","items":[{"kind":"Secret","data":{"a":"!64"}}]}"#,
    ),
    (
        "JSON lines",
        "{\"kind\":\"ConfigMap\"}\n{\"kind\":\"Secret\",\"stringData\":{\"a\":\"~\"}}\n",
    ),
    (
        "JSON behind words",
        r#"applied {"kind":"Secret","stringData":{"a":"~"}} twice"#,
    ),
    (
        "JSON in YAML",
        r#"x: {"kind": "Secret", "stringData": {"a": "~"}}"#,
    ),
    (
        "JSON in JSON",
        r#"{"x":"{\"kind\":\"Secret\",\"stringData\":{\"a\":\"~\"}}"}"#,
    ),
    (
        "variables in YAML",
        "env:\n- name: DB_PASSWORD\n  value: ~\n",
    ),
    (
        "variables in flow YAML",
        "env: [{name: API_KEY, value: ~}]\n",
    ),
    (
        "variables in JSON",
        r#"{"env":[{"name":"API_TOKEN","value":"~"}]}"#,
    ),
    (
        "variables in JSON behind words",
        r#"env [{"name":"API_TOKEN","value":"~"}] set"#,
    ),
    ("arguments in YAML", "args:\n- --token\n- ~\n"),
    ("arguments in flow YAML", "args: [--password, ~]\n"),
    ("member of YAML", "db:\n  password: ~\n"),
    (
        "member of YAML on the next line",
        "db:\n  password:\n    ~\n",
    ),
    ("member of YAML over lines", "password: a\n  ~\nb: 1\n"),
    ("member of flow YAML", "db: {user: a, password: ~}\n"),
    ("member of YAML with a block", "token: >-\n  a\n  ~\n"),
    ("member of JSON", r#"{"db":{"apiKey":"~"}}"#),
    (
        "member of JSON behind words",
        r#"got {"apiKey": "~", "a": 1"#,
    ),
    (
        "member of escaped JSON",
        r#"got {\"apiKey\": \"~\", \"a\": 1"#,
    ),
    (
        "member of JSON with comments",
        "{\n  // x\n  \"client_secret\": \"~\",\n}\n",
    ),
    (
        "Docker configuration",
        r#"{"auths":{"r.example":{"username":"a","auth":"~"}}}"#,
    ),
    (
        "kubeconfig",
        "apiVersion: v1\nkind: Config\nusers:\n- name: a\n  user:\n    token: ~\n",
    ),
    (
        "kubeconfig with a key",
        "kind: Config\nusers:\n- name: a\n  user: {client-key-data: ~}\n",
    ),
    (".env", "A=1\nDB_PASSWORD=~\n"),
    (".env in quotes", "export SECRET_KEY=\"~\"\n"),
    ("INI", "[db]\nuser = a\npassword = ~\n"),
    ("INI commented out", "[db]\n; password = ~\n"),
    ("TOML", "[db]\npassword = \"~\"\n"),
    ("TOML inline", "db = { user = \"a\", password = \"~\" }\n"),
    ("TOML over lines", "password = \"\"\"\n~\n\"\"\"\nb = 1\n"),
    ("properties", "spring.datasource.password=~\n"),
    ("properties over lines", "db.password=a\\\n  ~\nb=1\n"),
    ("XML element", "<db>\n  <password>~</password>\n</db>\n"),
    (
        "XML element with CDATA",
        "<password><![CDATA[~]]></password>\n",
    ),
    ("XML attribute", "<db user=\"a\" password=\"~\"/>\n"),
    ("XML key and value", "<add key=\"Password\" value=\"~\"/>\n"),
    ("XML property", "<property name=\"password\">~</property>\n"),
    (
        "Hadoop property",
        "<property><name>db.password</name>\n<value>~</value></property>\n",
    ),
    ("HCL", "db {\n  password = \"~\"\n}\n"),
    ("HCL here-document", "secret_key = <<EOT\n~\nEOT\nb = 1\n"),
    (
        "HCL variable",
        "variable \"db_password\" {\n  default = \"~\"\n}\n",
    ),
    (
        "nginx header",
        "proxy_set_header Authorization \"Bearer ~\";\n",
    ),
    ("nginx map", "map $x $y { default \"~\"; }\n"),
    ("shell assignment", "#!/bin/sh\nPASSWORD='~'\nrun\n"),
    (
        "shell command with a flag",
        "#!/bin/sh\nrun --password ~ --x\n",
    ),
    ("shell command with a variable", "PGPASSWORD=~ psql -h db\n"),
    ("mysql -p", "mysql -uroot -p~ db\n"),
    ("sshpass -p", "sshpass -p ~ ssh a@b\n"),
    ("curl -u", "curl -sS -u 'a:~' http://b/\n"),
    ("curl -H", "curl -H \"Authorization: Bearer ~\" http://b/\n"),
    (
        "curl with another header",
        "curl -H \"X-Api-Key: ~\" http://b/\n",
    ),
    ("docker login -p", "docker login -u a -p ~ r.example\n"),
    ("redis-cli -a", "redis-cli -h db -a ~ ping\n"),
    ("short option of another program", "run -p ~\n"),
    ("argument without a name", "htpasswd -b file a ~\n"),
    ("SQL identified by", "CREATE USER a IDENTIFIED BY '~';\n"),
    ("SQL password", "ALTER ROLE a WITH LOGIN PASSWORD '~';\n"),
    ("SQL values", "INSERT INTO users VALUES ('a', '~');\n"),
    ("redis.conf", "port 6379\nrequirepass ~\n"),
    (".netrc", "machine h login a password ~\n"),
    (".netrc over lines", "machine h\n  login a\n  password ~\n"),
    (".pgpass", "db:5432:app:a:~\n"),
    ("Ruby hash", "{ 'password' => '~' }\n"),
    ("Python", "db = connect(user='a', password='~')\n"),
    ("Go", "cfg.Password = \"~\"\n"),
    ("concatenation", "pw := \"~\" + x\n"),
    ("URL with a password", "postgres://a:~@db:5432/x\n"),
    (
        "URL with a token for a user",
        "https://~0123456789@git.example/x\n",
    ),
    (
        "URL with a short token for a user",
        "https://~@git.example/x\n",
    ),
    (
        "URL with a token in its query",
        "https://a.example/x?user=a&token=~&b=1\n",
    ),
    ("URL with a signature", "https://a.example/x?se=1&sig=~\n"),
    (
        "URL with a token in its path",
        "https://a.example/hook/~/x\n",
    ),
    ("JDBC URL", "jdbc:mysql://db/x?user=a&password=~\n"),
    ("connection string", "Server=db;User Id=a;Password=~;\n"),
    (
        "private key",
        "-----BEGIN ^PRIVATE KEY-----\n~\n-----END PRIVATE KEY-----\n",
    ),
    (
        "PGP private key",
        "-----BEGIN PGP ^PRIVATE KEY BLOCK-----\n~\n-----END PGP PRIVATE KEY BLOCK-----\n",
    ),
    ("JWT", "x ey^JhbGciOiJub25lIn0.~.c2lnbmF0dXJl y\n"),
    (
        "token of GitHub",
        "push with gh^p_~ABCDEFGHIJKLMNOPQRST now\n",
    ),
    (
        "fine-grained token of GitHub",
        "x github^_pat_11ABCDEFG0~_ABCDEFGHIJKLMNOPQRSTUVWXYZ y\n",
    ),
    ("token of GitLab", "clone with gl^pat-~-x1 now\n"),
    ("key id of AWS", "use AK^IA~ now\n"),
    (
        "secret key beside a key id of AWS",
        "AK^IA0123456789ABCDEF ~abcdefghijklmnopqrstuvwx\n",
    ),
    ("token of Slack", "post as xo^xb-0123456789-~\n"),
    (
        "webhook of Slack",
        "https://hooks.slack.com/serv^ices/T00000000/B00000000/~ABCDEFGH\n",
    ),
    ("key of Google", "use AI^za~ABCDEFGHIJKLMNOPQRS now\n"),
    ("key of Stripe", "use sk^_live_~ABCDEFGH now\n"),
    (
        "token of npm",
        "//registry/:_authToken=np^m_~ABCDEFGHIJKLMNOPQRST\n",
    ),
    (
        "token of PyPI",
        "upload as py^pi-AgEIcHlwaS5vcmc~ABCDEFGHIJKLMN\n",
    ),
    (
        "token of DigitalOcean",
        "use dop^_v1_~0123456789012345678901234567890123456789\n",
    ),
    ("token of Vault", "VAULT login hv^s.~ABCDEFGH now\n"),
    (
        "hash of crypt",
        "root:$6^$salt$~ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOP:1\n",
    ),
    ("hash of htpasswd", "a:$apr1^$saltsalt$~ABCDEF\n"),
    (
        "token of a vendor who marks none",
        "use ~ABCDEFGHIJKLMNOP now\n",
    ),
    (
        "base64 of a manifest",
        "BASE64:apiVersion: v1\nkind: Secret\nstringData:\n  a: ~\n",
    ),
    (
        "base64 of a file of settings",
        "BASE64:user=a\npassword=~\n",
    ),
    ("base64 of base64", "BASE64:BASE64:user=a\npassword=~\n"),
    ("base64 of a password", "BASE64:~"),
    ("password in prose", "the password is ~ here\n"),
    (
        "password in a log line",
        "level=info msg=\"login\" password=~ user=a\n",
    ),
    ("password in a message", "login failed with password: ~\n"),
    ("harmless name", "greeting: ~\n"),
    ("reference and value", "secretName: a\nsecretValue: ~\n"),
];

/// Forms of members of an object, as JSON, with where they stand.
pub(super) const MEMBERS: &[Form] = &[
    ("data of a Secret", r#"Secret {"data":{"a":"!64"}}"#),
    (
        "stringData of a Secret",
        r#"Secret {"stringData":{"a":"~"}}"#,
    ),
    (
        "last-applied annotation of a Secret",
        r#"Secret {"metadata":{"annotations":{"kubectl.kubernetes.io/last-applied-configuration":"{\"kind\":\"Secret\",\"stringData\":{\"a\":\"~\"}}"}}}"#,
    ),
    (
        "short annotation of a Secret",
        r#"Secret {"metadata":{"annotations":{"a":"~"}}}"#,
    ),
    (
        "label of a Secret",
        r#"Secret {"metadata":{"labels":{"a":"~"}}}"#,
    ),
    (
        "release of Helm",
        r#"Secret {"type":"helm.sh/release.v1","metadata":{"labels":{"owner":"helm"}},"data":{"release":"!64"}}"#,
    ),
    (
        "release of Helm in a ConfigMap",
        r#"ConfigMap {"metadata":{"labels":{"owner":"helm"}},"data":{"release":"~"}}"#,
    ),
    (
        "value of a ConfigMap under a credential's name",
        r#"ConfigMap {"data":{"DB_PASSWORD":"~"}}"#,
    ),
    (
        "value of a ConfigMap under a harmless name",
        r#"ConfigMap {"data":{"a":"~"}}"#,
    ),
    (
        ".dockerconfigjson in a ConfigMap",
        r#"ConfigMap {"data":{".dockerconfigjson":"{\"auths\":{\"r\":{\"auth\":\"~\"}}}"}}"#,
    ),
    (
        "binaryData under a credential's name",
        r#"ConfigMap {"binaryData":{"password":"!64"}}"#,
    ),
    (
        "binaryData under a harmless name",
        r#"ConfigMap {"binaryData":{"a":"!64"}}"#,
    ),
    (
        "label under a credential's name",
        r#"ConfigMap {"metadata":{"labels":{"token":"~"}}}"#,
    ),
    (
        "managedFields",
        r#"ConfigMap {"metadata":{"managedFields":[{"manager":"a","operation":"Apply","apiVersion":"v1","fieldsType":"FieldsV1","fieldsV1":{"f:x":{"v:\"~\"":{}}}}]}}"#,
    ),
    (
        "variable of a container",
        r#"Pod {"spec":{"containers":[{"name":"a","env":[{"name":"API_KEY","value":"~"}]}]}}"#,
    ),
    (
        "harmless variable of a container",
        r#"Pod {"spec":{"containers":[{"name":"a","env":[{"name":"GREETING","value":"~"}]}]}}"#,
    ),
    (
        "arguments of a container",
        r#"Pod {"spec":{"containers":[{"name":"a","args":["--password","~"]}]}}"#,
    ),
    (
        "argument with an equals sign",
        r#"Pod {"spec":{"containers":[{"name":"a","args":["--db-token=~"]}]}}"#,
    ),
    (
        "argument of mysql",
        r#"Pod {"spec":{"containers":[{"name":"a","command":["mysql"],"args":["-uroot","-p~"]}]}}"#,
    ),
    (
        "short argument of another program",
        r#"Pod {"spec":{"containers":[{"name":"a","command":["run","-p","~"]}]}}"#,
    ),
    (
        "shell of a container",
        r#"Pod {"spec":{"containers":[{"name":"a","command":["sh","-c","TOKEN=~ run"]}]}}"#,
    ),
    (
        "header of a probe",
        r#"Pod {"spec":{"containers":[{"name":"a","livenessProbe":{"httpGet":{"port":80,"httpHeaders":[{"name":"Authorization","value":"Basic ~"}]}}}]}}"#,
    ),
    (
        "other header of a probe",
        r#"Pod {"spec":{"containers":[{"name":"a","livenessProbe":{"httpGet":{"port":80,"httpHeaders":[{"name":"X-Api-Key","value":"~"}]}}}]}}"#,
    ),
    (
        "query of a probe",
        r#"Pod {"spec":{"containers":[{"name":"a","livenessProbe":{"httpGet":{"port":80,"path":"/x?token=~"}}}]}}"#,
    ),
    (
        "hook of a container",
        r#"Pod {"spec":{"containers":[{"name":"a","lifecycle":{"preStop":{"exec":{"command":["run","--token","~"]}}}}]}}"#,
    ),
    (
        "attribute of a volume",
        r#"Pod {"spec":{"containers":[],"volumes":[{"name":"v","csi":{"driver":"d","volumeAttributes":{"secretKey":"~"}}}]}}"#,
    ),
    (
        "message of a container",
        r#"Pod {"status":{"containerStatuses":[{"name":"a","image":"a","imageID":"","ready":false,"restartCount":1,"lastState":{"terminated":{"exitCode":1,"message":"bad url postgres://a:~@db/x"}}}]}}"#,
    ),
    (
        "message of an event",
        r#"Event {"involvedObject":{"kind":"Pod","name":"a"},"reason":"Failed","message":"run --token=~ failed"}"#,
    ),
    (
        "prose of an event",
        r#"Event {"involvedObject":{"kind":"Pod","name":"a"},"reason":"Failed","message":"tried ~"}"#,
    ),
    (
        "password of a custom resource",
        r#"Thing {"spec":{"db":{"password":"~"}}}"#,
    ),
    (
        "number of a custom resource",
        r#"Thing {"spec":{"db":{"password":NUMBER}}}"#,
    ),
    (
        "pair of a custom resource",
        r#"Thing {"spec":{"set":[{"key":"db.password","value":"~"}]}}"#,
    ),
    (
        "harmless member of a custom resource",
        r#"Thing {"spec":{"db":{"a":"~"}}}"#,
    ),
    (
        "list of a custom resource",
        r#"Thing {"spec":{"token":["~"]}}"#,
    ),
    (
        "Secret in a custom resource",
        r#"Thing {"spec":{"template":{"kind":"Secret","stringData":{"a":"~"}}}}"#,
    ),
    (
        "URL of a webhook",
        r#"Webhook {"webhooks":[{"name":"a.b.c","clientConfig":{"url":"https://a:~@h.example/x"},"sideEffects":"None","admissionReviewVersions":["v1"]}]}"#,
    ),
    (
        "bundle of a webhook",
        r#"Webhook {"webhooks":[{"name":"a.b.c","clientConfig":{"caBundle":"BUNDLE"},"sideEffects":"None","admissionReviewVersions":["v1"]}]}"#,
    ),
    (
        "annotation of an ingress",
        r#"Ingress {"metadata":{"annotations":{"nginx/snippet":"proxy_set_header X-Token \"~\"; set $api_key ~;"}}}"#,
    ),
];
